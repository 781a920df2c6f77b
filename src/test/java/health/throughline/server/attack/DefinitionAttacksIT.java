package health.throughline.server.attack;

import static health.throughline.server.attack.Attack.get;
import static health.throughline.server.attack.Attack.harmless;
import static health.throughline.server.attack.Attack.post;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups C6 and C11: patterns, expressions and definitions that would never end. */
class DefinitionAttacksIT {

    private static final String AAA = "a".repeat(5_000);

    private static Reply operation(String path, String json) {
        return harmless(Call.call("POST", path)
                .content(Attack.JSON, json.replace('\'', '"'))
                .send());
    }

    @Test
    void c6_patterns_in_searches_are_text() {
        for (String pattern :
                new String[] {"(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "%".repeat(3000), "_".repeat(3000), AAA}) {
            get("/Patient?name:contains=" + Call.encode(pattern));
            get("/Patient?_content=" + Call.encode(pattern));
            get("/Patient?_text=" + Call.encode(pattern));
            get("/ValueSet?url:contains=" + Call.encode(pattern));
        }
    }

    @Test
    void c6_a_pattern_of_a_question_ends() {
        String url = "http://attack.example/regex";
        post(
                "Questionnaire",
                "{'resourceType':'Questionnaire','url':'" + url
                        + "','status':'active','item':[{'linkId':'1','type':'string',"
                        + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/regex','valueString':'(a+)+$'}]}]}");
        post(
                "QuestionnaireResponse",
                "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'" + url
                        + "','item':[{'linkId':'1','answer':[{'valueString':'" + "a".repeat(40) + "!'}]}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repeat($this).count()",
                "repeat(iif(true, $this, $this) | $this).first()",
                "descendants().descendants().descendants().descendants().count()",
                "(1|2|3|4|5|6|7|8|9).select($this.combine(1|2|3)).repeat($this+1)",
                "'a'.matches('(a+)+$')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replaceMatches('(a*)*b', 'x')",
                "resolve().resolve().resolve()",
                "iif(iif(iif(iif(true,true),true),true),true)"
            })
    void c6_an_expression_of_a_form_ends(String expression) {
        String questionnaire =
                "{'resourceType':'Questionnaire','status':'active','item':[{'linkId':'1','type':'string',"
                        + "'extension':[{'url':'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression',"
                        + "'valueExpression':{'language':'text/fhirpath','expression':" + quoted(expression) + "}}]}]}";
        operation(
                "/Questionnaire/$populate",
                "{'resourceType':'Parameters','parameter':[{'name':'questionnaire','resource':" + questionnaire
                        + "},{'name':'subject','valueReference':{'reference':'Patient/nobody'}}]}");
        operation(
                "/SearchParameter",
                "{'resourceType':'SearchParameter','url':'http://attack.example/" + Math.abs(expression.hashCode())
                        + "','name':'Evil','status':'draft','description':'x','code':'evil','base':['Patient'],"
                        + "'type':'string','expression':" + quoted("Patient." + expression) + "}");
    }

    private static String quoted(String expression) {
        return "'" + expression.replace("'", "\\u0027") + "'";
    }

    @Test
    void c6_an_expression_of_great_depth_ends() {
        for (String deep : new String[] {
            "(".repeat(5000) + "1" + ")".repeat(5000),
            "not".repeat(1) + "(true)".repeat(3000),
            "-".repeat(9000) + "1",
            "a.".repeat(9000) + "a",
            "1" + "+1".repeat(9000)
        }) {
            String id =
                    post("Patient", "{'resourceType':'Patient'}").expect(201).id();
            harmless(Call.patch(
                            "/Patient/" + id,
                            Attack.JSON,
                            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\","
                                    + "\"valueCode\":\"delete\"},{\"name\":\"path\",\"valueString\":\"Patient." + deep
                                    + "\"}]}]}")
                    .send());
        }
    }

    private static String valueSet(String name, String imported) {
        return "{'resourceType':'ValueSet','id':'" + name + "','url':'http://attack.example/" + name
                + "','status':'active','compose':{'include':[{'valueSet':['http://attack.example/" + imported
                + "']}]}}";
    }

    private static void put(String type, String id, String json) {
        harmless(Call.call("PUT", "/" + type + "/" + id)
                .content(Attack.JSON, json.replace('\'', '"'))
                .send());
    }

    @Test
    void c11_value_sets_that_import_each_other_end() {
        put("ValueSet", "circle-a", valueSet("circle-a", "circle-b"));
        put("ValueSet", "circle-b", valueSet("circle-b", "circle-a"));
        put("ValueSet", "circle-c", valueSet("circle-c", "circle-c"));
        for (String name : new String[] {"circle-a", "circle-b", "circle-c"}) {
            Reply reply = get("/ValueSet/$expand?url=http://attack.example/" + name);
            assertThat(reply.status()).isBetween(200, 499);
            get("/ValueSet/$validate-code?url=http://attack.example/" + name + "&system=http://a&code=b");
            get("/Observation?code:in=http://attack.example/" + name);
        }
    }

    @Test
    void c11_forms_derived_from_each_other_end() {
        for (String[] pair :
                new String[][] {{"circle-a", "circle-b"}, {"circle-b", "circle-a"}, {"circle-c", "circle-c"}}) {
            put(
                    "Questionnaire",
                    pair[0],
                    "{'resourceType':'Questionnaire','id':'" + pair[0] + "','url':'http://attack.example/q/" + pair[0]
                            + "','status':'active','derivedFrom':['http://attack.example/q/" + pair[1]
                            + "'],'item':[{'linkId':'1','type':'display','text':'x','extension':[{'url':"
                            + "'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire',"
                            + "'valueCanonical':'http://attack.example/q/" + pair[1] + "'}]}]}");
        }
        get("/Questionnaire/circle-a/$assemble");
        operation("/Questionnaire/circle-c/$assemble", "{'resourceType':'Parameters'}");
        operation("/Questionnaire/circle-a/$populate", "{'resourceType':'Parameters'}");
        post(
                "QuestionnaireResponse",
                "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'http://attack.example/q/circle-a'}");
        get("/Questionnaire?derived-from:below=http://attack.example/q/circle-a");
    }

    @Test
    void c11_hierarchies_in_circles_end() {
        put("Location", "loop-a", "{'resourceType':'Location','id':'loop-a','partOf':{'reference':'Location/loop-b'}}");
        put("Location", "loop-b", "{'resourceType':'Location','id':'loop-b','partOf':{'reference':'Location/loop-a'}}");
        get("/Location?partof:below=Location/loop-a");
        get("/Location?partof:above=Location/loop-a");
        get("/Location?_id=loop-a&_include:iterate=Location:partof");
    }

    @Test
    void c11_a_large_expansion_is_bounded() {
        StringBuilder concepts = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            concepts.append(i == 0 ? "" : ",").append("{'code':'c").append(i).append("'}");
        }
        post(
                "CodeSystem",
                "{'resourceType':'CodeSystem','url':'http://attack.example/large','status':'active','content':'complete',"
                        + "'concept':[" + concepts + "]}");
        Reply reply = get("/ValueSet/$expand?url=http://attack.example/large?fhir_vs");
        assertThat(reply.bytes().length).isLessThan(20_000_000);
        Attack.harmless(operation(
                "/ValueSet/$expand",
                "{'resourceType':'Parameters','parameter':[{'name':'valueSet','resource':{'resourceType':'ValueSet',"
                        + "'status':'active','compose':{'include':[{'system':'http://attack.example/large'}]}}}]}"));
    }
}
