package health.throughline.scenario;

import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Programme.Person;

/** Writes answers to the programme's own forms short. */
final class Answers {

    private static final String OWN = "https://throughline.example/fhir/";

    private final ArrayNode items = FhirJson.array();

    private Answers() {}

    static Answers of() {
        return new Answers();
    }

    private Answers answer(String linkId, ObjectNode value) {
        items.addObject().put("linkId", linkId).putArray("answer").add(value);
        return this;
    }

    Answers words(String linkId, String words) {
        return answer(linkId, FhirJson.object().put("valueString", words));
    }

    Answers yes(String linkId) {
        return answer(linkId, FhirJson.object().put("valueBoolean", true));
    }

    Answers no(String linkId) {
        return answer(linkId, FhirJson.object().put("valueBoolean", false));
    }

    Answers number(String linkId, int number) {
        return answer(linkId, FhirJson.object().put("valueInteger", number));
    }

    Answers day(String linkId, String day) {
        return answer(linkId, FhirJson.object().put("valueDate", day));
    }

    Answers code(String linkId, String system, String code, String display) {
        return answer(
                linkId,
                json(
                        "{'valueCoding':{'system':'%sCodeSystem/%s','code':'%s','display':'%s'}}",
                        OWN, system, code, display));
    }

    Answers group(String linkId, Answers within) {
        items.addObject().put("linkId", linkId).set("item", within.items);
        return this;
    }

    /** A completed response of {@code client} at {@code when}. */
    ObjectNode by(Person client, String form, String when) {
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','questionnaire':'%sQuestionnaire/%s|1.0.0','status':'completed',"
                        + "'subject':{'reference':'%s'},'authored':'%s','author':{'reference':'%s'}}",
                OWN, form, client.who(), when, client.who());
        response.set("item", items);
        return response;
    }
}
