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
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.consent.RecordParts;
import health.throughline.program.consent.Viewers;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent/$check: says whether somebody may see something, and by which consents. */
@Component
final class ConsentCheck implements OwnOperation {

    private final HealthRecord record;
    private final Viewers viewers;
    private final RecordParts parts;

    ConsentCheck(HealthRecord record, Viewers viewers, RecordParts parts) {
        this.record = record;
        this.viewers = viewers;
        this.parts = parts;
    }

    @Override
    public String id() {
        return "Consent-check";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("patient", "actor", "purpose", "category", "resource"), Set.of());
        ResourceKey patient = Asked.key(given, "patient", Set.of("Patient"));
        ResourceKey actor =
                Asked.key(given, "actor", Set.of("RelatedPerson", "Organization", "Practitioner", "Patient"));
        requireMayAsk(actor, request.access());
        record.reader().read(patient, request.access());
        request.access().requireScope(Action.READ, "Consent", patient);
        Access viewer = viewers.of(actor);
        boolean asked =
                given.text("purpose").map(viewer.rights().purpose()::equals).orElse(true);
        boolean permitted = asked && sees(given, patient, request, viewer);
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        parameters.addObject().put("name", "permitted").put("valueBoolean", permitted);
        parameters.addObject().put("name", "reason").put("valueString", reason(permitted, asked, viewer));
        viewer.rights().consents().values().stream()
                .flatMap(List::stream)
                .map(id -> new ResourceKey("Consent", id))
                .filter(key ->
                        permitted && record.reader().find(key, request.access()).isPresent())
                .forEach(key -> parameters
                        .addObject()
                        .put("name", "consent")
                        .putObject("valueReference")
                        .put("reference", key.toString()));
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    /** Of others, only the client and those who treat or admit them may know what consents give them. */
    private static void requireMayAsk(ResourceKey actor, Access access) {
        Caller caller = access.rights().caller();
        boolean self = actor.equals(caller.user().resource())
                || actor.equals(caller.client().resource());
        if (!self) {
            access.requireRole(
                    Role.CLIENT,
                    Role.CLINICAL_LEAD,
                    Role.THERAPIST,
                    Role.PRESCRIBER,
                    Role.CASE_MANAGER,
                    Role.ADMISSIONS);
        }
    }

    /** Decided by the rules that guard the record, not by rules of its own. */
    private boolean sees(Given given, ResourceKey patient, FhirRequest request, Access viewer) {
        if (given.one("resource").isPresent()) {
            ResourceKey resource = Asked.key(given, "resource", Set.of());
            record.reader().read(resource, request.access());
            return viewer.may(Action.READ, resource.type())
                    && record.reader().find(resource, viewer).isPresent();
        }
        String part = given.text("category")
                .orElseThrow(() -> Refusal.invalid(
                        "required", "Name a 'category' of the record or a 'resource'.", "Parameters.parameter"));
        if (!RecordParts.known(part)) {
            throw Refusal.invalid(
                    "value",
                    "The parts of the record are the codes of ValueSet consent-category.",
                    "Parameters.parameter.where(name='category')");
        }
        return parts.opens(part, patient.toString(), viewer);
    }

    private static String reason(boolean permitted, boolean asked, Access viewer) {
        if (!asked) {
            return "Nobody gives them access for this purpose; they ask for "
                    + viewer.rights().purpose() + ".";
        }
        if (!permitted) {
            return "No consent in force, and no part in the client's treatment, opens this to them.";
        }
        return viewer.rights().consents().isEmpty()
                ? "They take part in the client's treatment, or it is their own record."
                : "A consent of the client that is in force covers it.";
    }
}
