package health.throughline.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Three patients with resources of many types, half of which refer across patients. Only the compartment of {@code
 * Patient/a} and the open types may be seen, and nothing labelled {@link #LABEL}.
 */
final class Population {

    static final String LABEL = "http://terminology.hl7.org/CodeSystem/v3-ActCode|ETH";
    static final Set<String> PATIENTS = Set.of("Patient/a");
    static final Set<String> OPEN = Set.of("Organization", "Practitioner", "Location");

    private static final String SECURITY =
            "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},";

    /** One write, in time's order; a deletion when the body is empty. */
    record Step(String key, String body, boolean visible) {}

    private final List<Step> steps = new ArrayList<>();
    private final Random random = new Random(20260731);

    static List<Step> steps() {
        Population population = new Population();
        population.shared();
        for (int round = 0; round < 3; round++) {
            for (String patient : List.of("a", "b", "c")) {
                population.care(patient, round);
            }
        }
        population.hiddenHistories();
        return population.steps;
    }

    /** The keys whose current version may be seen. */
    static Set<String> visible() {
        Set<String> keys = new TreeSet<>();
        steps().forEach(step -> {
            if (step.visible()) {
                keys.add(step.key());
            }
        });
        return keys;
    }

    static Set<String> hidden() {
        Set<String> keys = new TreeSet<>();
        steps().forEach(step -> {
            if (!step.visible()) {
                keys.add(step.key());
            }
        });
        return keys;
    }

    private void put(boolean visible, String key, String content) {
        int slash = key.indexOf('/');
        String body = "{'resourceType':'" + key.substring(0, slash) + "','id':'" + key.substring(slash + 1) + "',"
                + content + "}";
        steps.add(new Step(key, body.replace('\'', '"'), visible));
    }

    private void delete(boolean visible, String key) {
        steps.add(new Step(key, "", visible));
    }

    private void shared() {
        put(true, "Organization/north", "'name':'North Clinic','identifier':[{'system':'urn:org','value':'1'}]");
        put(
                false,
                "Organization/secret",
                SECURITY + "'name':'Secret Unit','partOf':{'reference':'Organization/north'}");
        put(true, "Organization/child", "'name':'Child','partOf':{'reference':'Organization/secret'}");
        put(true, "Practitioner/p1", "'name':[{'family':'Noor','given':['Ada']}],'gender':'female'");
        put(false, "Practitioner/p2", SECURITY + "'name':[{'family':'Hidden','given':['Han']}],'gender':'male'");
        put(true, "Location/l1", "'name':'Room 1','managingOrganization':{'reference':'Organization/secret'}");
        put(
                false,
                "Questionnaire/q1",
                "'status':'active','url':'http://example.org/q1','title':'Internal',"
                        + "'date':'2026-01-01','publisher':'North'");
        put(true, "Device/d1", "'status':'active','patient':{'reference':'Patient/a'}");
        put(false, "Device/d2", "'status':'active','patient':{'reference':'Patient/b'}");
        for (String id : List.of("a", "b", "c")) {
            put(
                    id.equals("a"),
                    "Patient/" + id,
                    "'identifier':[{'system':'urn:mrn','value':'mrn-" + id + "'}],'active':true,"
                            + "'name':[{'family':'Family-" + id + "','given':['Given','Kim']}],'gender':'female',"
                            + "'birthDate':'19" + (60 + id.charAt(0) % 10) + "-03-04','telecom':[{'system':'email',"
                            + "'value':'" + id + "@example.org'}],'address':[{'city':'Town','postalCode':'1000" + id
                            + "'}],'generalPractitioner':[{'reference':'Practitioner/p2'},"
                            + "{'reference':'Practitioner/p1'}],'managingOrganization':{'reference':"
                            + "'Organization/secret'},'link':[{'other':{'reference':'Patient/"
                            + (id.equals("b") ? "c" : "b")
                            + "'},'type':'seealso'}]");
        }
    }

    private static String next(String patient) {
        return patient.equals("a") ? "b" : patient.equals("b") ? "c" : "a";
    }

    /** A round of care; every fourth resource is labelled, so hidden even in the open compartment. */
    private void care(String patient, int round) {
        String id = patient + round;
        String subject = "'subject':{'reference':'Patient/" + patient + "'}";
        String day = "2026-0" + (1 + round) + "-1" + random.nextInt(10);
        boolean open = patient.equals("a");
        put(
                open,
                "Encounter/" + id,
                "'status':'finished','class':{'system':'urn:class','code':'IMP'}," + subject
                        + ",'period':{'start':'" + day + "T08:00:00Z','end':'" + day + "T09:00:00Z'},"
                        + "'serviceProvider':{'reference':'Organization/secret'},'length':{'value':60,'unit':'min',"
                        + "'system':'http://unitsofmeasure.org','code':'min'},'participant':[{'individual':{'reference':"
                        + "'Practitioner/p2'}}]");
        for (int i = 0; i < 4; i++) {
            boolean labelled = i == 3;
            String other = next(patient) + round;
            put(
                    open && !labelled,
                    "Observation/" + id + i,
                    (labelled ? SECURITY : "")
                            + "'status':'" + (i % 2 == 0 ? "final" : "preliminary") + "','code':{'coding':[{'system':"
                            + "'http://loinc.org','code':'c" + i + "','display':'Score'}],'text':'Score " + i + "'},"
                            + subject
                            + ",'encounter':{'reference':'Encounter/" + (i == 1 ? other : id)
                            + "'},'effectiveDateTime':'" + day
                            + "','performer':[{'reference':'Practitioner/p2'}],'focus':[{'reference':'Patient/"
                            + next(patient)
                            + "'}],'hasMember':[{'reference':'Observation/" + other + i
                            + "'},{'reference':'Observation/" + id
                            + "3'}]," + value(i));
        }
        put(
                open,
                "Condition/" + id,
                "'code':{'coding':[{'system':'urn:sct','code':'dx" + round + "'}],'text':'Low'},"
                        + subject + ",'encounter':{'reference':'Encounter/" + next(patient) + round
                        + "'},'onsetDateTime':'"
                        + day + "','evidence':[{'detail':[{'reference':'Observation/" + id + "3'},"
                        + "{'reference':'#inside'}]}],'recorder':{'reference':'#author'}," + contained(patient, round));
        put(
                open,
                "RiskAssessment/" + id,
                "'status':'final'," + subject + ",'occurrenceDateTime':'" + day
                        + "','prediction':[{'probabilityDecimal':0." + (round + 3) + ",'outcome':{'text':'Relapse'}}],"
                        + "'basis':[{'reference':'Observation/" + next(patient) + round + "0'}]");
        put(
                open,
                "QuestionnaireResponse/" + id,
                "'status':'completed','questionnaire':'http://example.org/q1|1'," + subject + ",'authored':'" + day
                        + "T10:00:00Z','author':{'reference':'Practitioner/p2'}");
        put(
                open,
                "Goal/" + id,
                "'lifecycleStatus':'active','description':{'text':'Sleep'}," + subject
                        + ",'addresses':[{'reference':'Condition/" + next(patient) + round + "'}]");
        put(
                open,
                "Provenance/" + id,
                "'target':[{'reference':'Patient/" + patient + "'},{'reference':'Observation/"
                        + next(patient) + round + "0'}],'recorded':'" + day
                        + "T10:00:00Z','agent':[{'who':{'reference':"
                        + "'Practitioner/p2'}}]");
        put(
                open,
                "List/" + id,
                "'status':'current','mode':'working'," + subject + ",'entry':[{'item':{'reference':" + "'Observation/"
                        + id + "3'}},{'item':{'reference':'Condition/" + next(patient) + round + "'}}]");
    }

    /** An open type, and one that refers to another patient. */
    private static String contained(String patient, int round) {
        return "'contained':[{'resourceType':'Practitioner','id':'author','name':[{'family':'Within','given':['"
                + patient + "']}],'gender':'female'},{'resourceType':'Observation','id':'inside','status':'final',"
                + "'code':{'coding':[{'system':'http://loinc.org','code':'c0'}]},'subject':{'reference':'Patient/"
                + next(patient) + "'},'performer':[{'reference':'#author'}],'effectiveDateTime':'2026-0" + (1 + round)
                + "-20'," + value(0) + "}]";
    }

    private static String value(int kind) {
        return switch (kind) {
            case 0 -> "'valueQuantity':{'value':12.5,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}";
            case 1 ->
                "'valueCodeableConcept':{'coding':[{'system':'urn:answers','code':'yes'}]},'component':[{'code':"
                        + "{'coding':[{'system':'http://loinc.org','code':'part'}]},'valueQuantity':{'value':3}}]";
            case 2 -> "'valueString':'calm today'";
            default -> "'valueQuantity':{'value':99,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}";
        };
    }

    /** Resources out of sight now, that were in sight before or are gone. */
    private void hiddenHistories() {
        String plain = "'status':'final','code':{'text':'moved'},";
        String ofA = "'subject':{'reference':'Patient/a'}";
        String ofB = "'subject':{'reference':'Patient/b'}";
        put(false, "Observation/left", plain + ofA);
        put(false, "Observation/left", plain + ofB);
        put(false, "Observation/labelled", plain + ofA);
        put(false, "Observation/labelled", SECURITY + plain + ofA);
        put(false, "Observation/goneofb", plain + ofB);
        delete(false, "Observation/goneofb");
        put(false, "Observation/gonelabelled", SECURITY + plain + ofA);
        delete(false, "Observation/gonelabelled");
        put(true, "Observation/goneofa", plain + ofA);
        delete(true, "Observation/goneofa");
        put(true, "Observation/changed", plain + ofA);
        put(true, "Observation/changed", plain + ofA + ",'note':[{'text':'again'}]");
    }
}
