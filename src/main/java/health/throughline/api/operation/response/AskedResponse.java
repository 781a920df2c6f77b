package health.throughline.api.operation.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.screening.Instrument;
import health.throughline.program.screening.Instruments;
import health.throughline.record.HealthRecord;
import health.throughline.store.ResourceVersion;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The response that an operation is asked of: the stored one, or one that is sent along, with its Questionnaire.
 *
 * @param key of the response; when it was sent without an id, one that no stored response has
 */
record AskedResponse(ResourceKey key, ObjectNode response, ObjectNode questionnaire, Instrument instrument) {

    private static final String TYPE = "QuestionnaireResponse";
    private static final Set<String> NAMES = Set.of("questionnaire-response", "response");

    static AskedResponse of(FhirRequest request, Route route, HealthRecord record, Instruments instruments) {
        ObjectNode body = request.method().equals("POST") && request.body().length > 0
                ? Content.tree(request)
                : FhirJson.object();
        if (!body.isEmpty()) {
            StructureCheck.check(body);
        }
        ObjectNode response = route.id().isEmpty()
                ? sent(body)
                : record.reader().read(route.key(), request.access()).tree();
        ObjectNode given = given(body).orElse(null);
        String canonical = AnsweredForm.canonical(response);
        ResourceKey key = new ResourceKey(
                TYPE, response.path("id").asText(UUID.randomUUID().toString()));
        if (given != null) {
            return new AskedResponse(key, response, given, instruments.compile(given));
        }
        Instrument instrument = instruments.find(canonical).orElseThrow(() -> unknown(canonical));
        return new AskedResponse(key, response, instrument.questionnaire(), instrument);
    }

    private static ObjectNode sent(ObjectNode body) {
        if (body.path("resourceType").asText().equals(TYPE)) {
            return body;
        }
        for (JsonNode parameter : body.path("parameter")) {
            if (NAMES.contains(parameter.path("name").asText())
                    && parameter.path("resource") instanceof ObjectNode resource
                    && resource.path("resourceType").asText().equals(TYPE)) {
                return resource;
            }
        }
        throw Refusal.invalid(
                "required",
                "The operation needs a QuestionnaireResponse: as the content, as the parameter"
                        + " 'questionnaire-response', or by calling it on a stored one.",
                null);
    }

    private static Optional<ObjectNode> given(ObjectNode body) {
        for (JsonNode parameter : body.path("parameter")) {
            if (parameter.path("name").asText().equals("questionnaire")
                    && parameter.path("resource") instanceof ObjectNode resource
                    && resource.path("resourceType").asText().equals("Questionnaire")) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    private static Refusal unknown(String canonical) {
        return Refusal.invalid(
                "not-found",
                canonical.isEmpty()
                        ? "The response does not name its Questionnaire; fill in QuestionnaireResponse.questionnaire."
                        : "The Questionnaire that the response names is not known here; store it, or send it as the"
                                + " parameter 'questionnaire'.",
                "QuestionnaireResponse.questionnaire");
    }

    /** Patient.gender of whom it is about, as far as the caller may see it; empty when not known. */
    String gender(FhirRequest request, HealthRecord record) {
        String[] parts = response.path("subject").path("reference").asText("").split("/", -1);
        if (parts.length != 2 || !parts[0].equals("Patient") || !ResourceKey.isId(parts[1])) {
            return "";
        }
        return record.reader()
                .find(new ResourceKey("Patient", parts[1]), request.access())
                .filter(version -> !version.deleted())
                .map(ResourceVersion::tree)
                .map(patient -> patient.path("gender").asText(""))
                .orElse("");
    }
}
