package health.throughline.search;

import static health.throughline.testing.Call.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#token: {@code :text}, {@code :of-type}, {@code :not}, {@code system|}. */
class TokenModifiersIT {

    private static final Found FOUND = new Found();
    private static final String SYSTEM = "urn:test:" + FOUND.id("system");
    private static final String MR = "'type':{'text':'Hospital number','coding':[{'system':'http://terminology.hl7.org/"
            + "CodeSystem/v2-0203','code':'MR'}]},";

    @BeforeAll
    static void resources() {
        FOUND.observation("plain", coding("a", "PHQ-9 total score") + "]}")
                .observation("same", coding("a", "PHQ-9 total score") + "],'text':'phq-9  Total Score'}")
                .observation("renamed", coding("a", "Patient Health Questionnaire") + "]}")
                .observation("silent", coding("a", "") + "]}")
                .observation(
                        "twice",
                        coding("a", "") + ",{'system':'" + SYSTEM + "','code':'a','display':'Dépression screening'}]}")
                .observation("free", coding("b", "") + "],'text':'Felt (very) low in the morning'}")
                .observation("written", "'code':{'text':'Low mood'}")
                .observation("long", "'code':{'text':'" + "word ".repeat(100) + "end'}")
                .observation("unnamed", "'code':{'coding':[{'system':'urn:x','display':'Low tide'}]}");
        FOUND.with(
                        "p1",
                        "Patient",
                        "'gender':'female','active':true,'identifier':[{" + MR + "'system':'urn:h','value':'7'}],"
                                + "'telecom':[{'system':'phone','use':'home','value':'555'}],"
                                + "'communication':[{'language':{'coding':[{'system':'urn:ietf:bcp:47','code':'nl'}]}}]")
                .with(
                        "p2",
                        "Patient",
                        "'gender':'male','active':false,'identifier':[{" + MR + "'value':'8'},{'value':'7'}],"
                                + "'telecom':[{'system':'phone','value':'555'},{'system':'email','use':'home','value':'a@b'}]")
                .with("p3", "Patient", "'gender':'other'")
                .with("p4", "Patient", "");
    }

    private static String coding(String code, String display) {
        return "'code':{'coding':[{'system':'" + SYSTEM + "','code':'" + code + "'"
                + (display.isEmpty() ? "" : ",'display':'" + display + "'") + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code:text=phq;                    plain same",
                "code:text=PHQ-9 TOT;              plain same",
                "code:text=score;                  plain same",
                "code:text=core;                   ''",
                "code:text=total phq;              ''",
                "code:text=depr;                   twice",
                "code:text=low;                    free unnamed written",
                "code:text=felt very;              free",
                "code:text=low,questionnaire;      free renamed unnamed written",
                "code:text=word end;               long",
                "code:text=%;                      400",
                "code:text=low&code=SYSTEM|b;      free",
                "code=SYSTEM|a&code:text=health;   renamed",
                "code=SYSTEM|;                     free plain renamed same silent twice",
                "code=urn:nobody|;                 ''",
                "code=SYSTEM|a;                    plain renamed same silent twice",
                "code:not=SYSTEM|a;                free long unnamed written",
                "code:not=SYSTEM|a,SYSTEM|b;       long unnamed written",
                "code:missing=true;                ''",
                "status=http://hl7.org/fhir/observation-status|; "
                        + "free long plain renamed same silent twice unnamed written",
                "status=urn:other|;                ''",
                "status:text=final;                400",
            })
    void observations(String condition, String names) {
        check("Observation", condition.replace("SYSTEM", SYSTEM), names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|7; p1",
                "identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|8; p2",
                "identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|7; ''",
                "identifier:of-type=MR|7;          400",
                "identifier:of-type=|MR|7;         400",
                "gender:of-type=a|b|c;             400",
                "identifier:text=hosp;             p1 p2",
                "identifier:text=number;           p1 p2",
                "identifier=urn:h|;                p1",
                "identifier=7;                     p1 p2",
                "phone=555;                        p1 p2",
                "phone=home|555;                   p1",
                "phone=|555;                       p2",
                "phone=work|555;                   ''",
                "phone=home|;                      400",
                "telecom=home|a@b;                 p2",
                "active=true;                      p1",
                "active=http://terminology.hl7.org/CodeSystem/special-values|true; p1",
                "active=|;                         400",
                "gender:not=male,female;           p3 p4",
                "gender=http://hl7.org/fhir/administrative-gender|; p1 p2 p3",
                "language=urn:ietf:bcp:47|;        p1",
                "language:not=nl;                  p2 p3 p4",
            })
    void patients(String condition, String names) {
        check("Patient", condition, names);
    }

    private static void check(String type, String condition, String names) {
        if (names.equals("400")) {
            FOUND.reply(type, condition).expect(400);
        } else {
            assertThat(FOUND.names(type, condition))
                    .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
        }
    }

    @Test
    void a_display_that_changes_is_found_by_the_new_one_only() {
        FOUND.observation("changing", coding("c", "Early name") + "],'text':'Written early'}");
        assertThat(FOUND.names("Observation", "code:text=early")).containsExactly("changing");
        ObjectNode changed = (ObjectNode) FOUND.read("Observation", "changing");
        ((ObjectNode) changed.at("/code")).put("text", "Written late");
        ((ObjectNode) changed.at("/code/coding/0")).put("display", "Late name");
        put("/Observation/" + FOUND.id("changing"), changed).send().expect(200);
        assertThat(FOUND.names("Observation", "code:text=early")).isEmpty();
        assertThat(FOUND.names("Observation", "code:text=late")).containsExactly("changing");
        assertThat(FOUND.names("Observation", "code:text=late name")).containsExactly("changing");
        assertThat(FOUND.names("Observation", "code=" + SYSTEM + "|c")).containsExactly("changing");
    }
}
