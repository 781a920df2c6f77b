package health.throughline.api.operation.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A programme with a licence completes an instrument that ships as a score, and it scores like any other. */
class InstrumentImportIT {

    private static final String HEADER = "linkId,text,option code,option text,weight\n";
    private static final String ITEMS = HEADER
            + "one,\"A question, with a comma\",no,Not at all,0\none,,yes,Very much,4\n"
            + "two,Another question,no,Not at all,0\ntwo,,yes,Very much,4\n";

    private static Reply imported(String instrument, String items, String licence) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        var all = parameters.putArray("parameter");
        all.addObject().put("name", "instrument").put("valueCode", instrument);
        all.addObject().put("name", "items").put("valueString", items);
        all.addObject().put("name", "licence").put("valueString", licence);
        return Call.post("/Questionnaire/$import-instrument", parameters).send();
    }

    private static ObjectNode response(String url, String two) {
        String json = """
                {"resourceType":"QuestionnaireResponse","questionnaire":"%1$s","status":"completed",
                "subject":{"reference":"Patient/import"},"authored":"2026-03-01T10:00:00Z","item":[
                {"linkId":"one","answer":[{"valueCoding":{"system":"%2$s","code":"yes"}}]}%3$s]}""".formatted(url, url.substring(0, url.indexOf('|')), two);
        return FhirJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode score(Reply stored) {
        return Call.get("/Observation?derived-from=QuestionnaireResponse/" + stored.id())
                .send()
                .json()
                .at("/entry/0/resource");
    }

    @Test
    void licensed_questions_make_a_form_that_scores() {
        JsonNode form = imported("wsas", ITEMS, "Licensed to the programme on 2026-01-01")
                .expect(200)
                .json();
        assertThat(form.path("copyright").asText()).contains("Licensed to the programme");
        String url = form.path("url").asText() + "|" + form.path("version").asText();
        String two = ",{\"linkId\":\"two\",\"answer\":[{\"valueCoding\":{\"system\":\""
                + form.path("url").asText() + "\",\"code\":\"yes\"}}]}";
        JsonNode whole = score(
                Call.post("/QuestionnaireResponse", response(url, two)).send().expect(201));
        assertThat(whole.at("/valueQuantity/value").asInt()).isEqualTo(8);
        assertThat(whole.at("/code/coding/0/code").asText()).isEqualTo("wsas-total");
        JsonNode partly = score(
                Call.post("/QuestionnaireResponse", response(url, "")).send().expect(201));
        assertThat(partly.has("valueQuantity")).isFalse();
    }

    @Test
    void what_is_wrong_is_refused_with_its_line_and_nothing_is_stored() {
        assertThat(imported("nothing", ITEMS, "Licensed on 2026-01-01")
                        .expect(400)
                        .diagnostics())
                .contains("isi");
        assertThat(imported("isi", HEADER + "one,Text,a,A,heavy\n", "Licensed on 2026-01-01")
                        .expect(400)
                        .diagnostics())
                .contains("Line 2");
        assertThat(imported("isi", "one,Text,a,A,1\n", "Licensed on 2026-01-01")
                        .expect(400)
                        .diagnostics())
                .contains("linkId,text");
        assertThat(imported("isi", ITEMS, "yes").expect(400).diagnostics()).contains("licence");
        assertThat(Call.get("/Questionnaire/isi-licensed").send().status()).isEqualTo(404);
    }
}
