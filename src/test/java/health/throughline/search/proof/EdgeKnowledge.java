package health.throughline.search.proof;

import java.util.List;

/** Code systems with a hierarchy, value sets of every make, canonicals with and without version, related URLs. */
final class EdgeKnowledge {

    private static final String MOODS = "'system':'http://example.org/cs/moods'";

    private EdgeKnowledge() {}

    static void add(EdgeCases cases) {
        terminology(cases);
        questionnaires(cases);
        urls(cases);
    }

    private static void terminology(EdgeCases cases) {
        cases.put(
                "CodeSystem/e-moods",
                "'url':'http://example.org/cs/moods','status':'active','content':'complete','hierarchyMeaning':'is-a',"
                        + "'concept':[{'code':'low','concept':[{'code':'sad','concept':[{'code':'tearful'}]},"
                        + "{'code':'flat'}]},{'code':'high','concept':[{'code':'elated'}]}]");
        valueSet(
                cases,
                "e-vs-low",
                "'include':[{" + MOODS + ",'filter':[{'property':'concept','op':'is-a','value':'low'}]}]");
        valueSet(cases, "e-vs-two", "'include':[{" + MOODS + ",'concept':[{'code':'sad'},{'code':'elated'}]}]");
        valueSet(cases, "e-vs-all", "'include':[{" + MOODS + "}]");
        valueSet(
                cases,
                "e-vs-import",
                "'include':[{'valueSet':['http://example.org/vs/e-vs-two']},{" + MOODS
                        + ",'concept':[{'code':'flat'}]}]");
        valueSet(
                cases,
                "e-vs-except",
                "'include':[{" + MOODS + "}],'exclude':[{" + MOODS
                        + ",'filter':[{'property':'concept','op':'is-a','value':'sad'}]}]");
        valueSet(
                cases,
                "e-vs-both",
                "'include':[{'valueSet':['http://example.org/vs/e-vs-low'," + "'http://example.org/vs/e-vs-two']}]");
        valueSet(
                cases,
                "e-vs-gender",
                "'include':[{'system':'http://hl7.org/fhir/administrative-gender',"
                        + "'concept':[{'code':'female'},{'code':'other'}]}]");
    }

    private static void valueSet(EdgeCases cases, String id, String compose) {
        cases.put(
                "ValueSet/" + id,
                "'url':'http://example.org/vs/" + id + "','status':'active','compose':{" + compose + "}");
    }

    private static void questionnaires(EdgeCases cases) {
        cases.put(
                "Questionnaire/e-mood-2",
                "'url':'http://example.org/q/mood','version':'2.0','status':'active','title':'Mood','date':'2019-06'");
        int number = 0;
        for (String canonical : List.of(
                "http://example.org/q/mood|2.0",
                "http://example.org/q/mood|3.0",
                "http://example.org/q/mood",
                "http://example.org/q/mood-other|2.0")) {
            cases.put(
                    "QuestionnaireResponse/e-answer-" + ++number,
                    "'status':'completed','questionnaire':'" + canonical
                            + "','subject':{'reference':'Patient/e-accent'},"
                            + "'source':{'reference':'Patient/e-accent'},'authored':'2019-06-15T10:30:00Z'");
        }
        cases.put(
                "Appointment/e-appointment",
                "'status':'booked','start':'2019-06-15T10:00:00Z','end':'2019-06-15T11:00:00Z','participant':["
                        + "{'actor':{'reference':'Patient/e-accent'},'status':'accepted'},"
                        + "{'actor':{'reference':'Practitioner/e-gp'},'status':'tentative'}],"
                        + "'serviceType':[{'coding':[{'system':'urn:edge','code':'group'}],'text':'Group session'}]");
        cases.put(
                "Communication/e-message",
                "'status':'completed','subject':{'reference':'Patient/e-plain'},'sender':{'reference':'Patient/e-accent'},"
                        + "'recipient':[{'reference':'Practitioner/e-gp'}],'sent':'2019-06-15T10:30:00Z',"
                        + "'note':[{'text':'quokka sighted'}]");
    }

    private static void urls(EdgeCases cases) {
        for (String tail : List.of("a", "a/b", "a/b/c", "d")) {
            cases.put(
                    "StructureMap/e-map-" + tail.replace('/', '-'),
                    "'url':'http://example.org/maps/" + tail + "','name':'M','status':'draft','group':[{'name':'g',"
                            + "'typeMode':'none','input':[{'name':'i','mode':'source'}],'rule':[{'name':'r',"
                            + "'source':[{'context':'i'}]}]}]");
        }
        cases.put(
                "StructureMap/e-map-urn",
                "'url':'urn:oid:1.2.3','name':'U','status':'active','group':[{'name':'g',"
                        + "'typeMode':'none','input':[{'name':'i','mode':'source'}],'rule':[{'name':'r',"
                        + "'source':[{'context':'i'}]}]}]");
    }
}
