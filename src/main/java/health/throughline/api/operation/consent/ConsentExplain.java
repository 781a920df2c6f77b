package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.consent.ConsentExplanation;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent/$explain: tells a client in plain words who can see what of their record. */
@Component
final class ConsentExplain implements OwnOperation {

    private final HealthRecord record;
    private final ConsentExplanation explanation;

    ConsentExplain(HealthRecord record, ConsentExplanation explanation) {
        this.record = record;
        this.explanation = explanation;
    }

    @Override
    public String id() {
        return "Consent-explain";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("patient"), Set.of());
        ResourceKey patient = Asked.key(given, "patient", Set.of("Patient"));
        request.access()
                .requireRole(Role.CLIENT, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER);
        record.reader().read(patient, request.access());
        request.access().requireScope(Action.READ, "Consent", patient);
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        explanation
                .of(patient)
                .forEach(viewer -> add(viewer, parameters.addObject().put("name", "actor")));
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    private static void add(ConsentExplanation.Viewer viewer, ObjectNode parameter) {
        ArrayNode part = parameter.putArray("part");
        reference(part, "who", viewer.who());
        viewer.parts().forEach(code -> part.addObject().put("name", "category").put("valueCode", code));
        if (!viewer.until().isEmpty()) {
            String day = viewer.until().substring(0, Math.min(10, viewer.until().length()));
            part.addObject().put("name", "until").put("valueDate", day);
        }
        reference(part, "consent", viewer.consent());
        part.addObject().put("name", "words").put("valueString", viewer.words());
    }

    private static void reference(ArrayNode part, String name, String reference) {
        if (!reference.isEmpty()) {
            part.addObject().put("name", name).putObject("valueReference").put("reference", reference);
        }
    }
}
