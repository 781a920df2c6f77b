package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.protocol.AppliedPlan;
import health.throughline.program.protocol.PlanApplication;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Applies a PlanDefinition to a client, and gives the CarePlan back; nothing is stored.
 *
 * @see <a href="https://hl7.org/fhir/R4/plandefinition-operation-apply.html">R4 PlanDefinition/$apply</a>
 */
@Component
final class PlanDefinitionApply implements FhirOperation {

    private static final Set<String> TAKEN = Set.of(
            "planDefinition",
            "subject",
            "encounter",
            "practitioner",
            "organization",
            "userType",
            "userLanguage",
            "userTaskContext",
            "setting",
            "settingContext");

    private final HealthRecord record;
    private final PlanApplication application;

    PlanDefinitionApply(HealthRecord record, PlanApplication application) {
        this.record = record;
        this.application = application;
    }

    @Override
    public String name() {
        return "$apply";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("PlanDefinition");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/PlanDefinition-apply";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, TAKEN, Set.of());
        request.access()
                .requireRole(
                        Role.CLINICAL_LEAD,
                        Role.THERAPIST,
                        Role.PRESCRIBER,
                        Role.CASE_MANAGER,
                        Role.ADMISSIONS,
                        Role.SYSTEM);
        ResourceKey patient = Asked.key(given, "subject", Set.of("Patient"));
        record.reader().read(patient, request.access());
        request.access().requireScope(Action.READ, "CareTeam", patient);
        PlanApplication.Client client = new PlanApplication.Client(
                patient,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                reference(given, "encounter", "Encounter", request),
                reference(given, "practitioner", "Practitioner", request),
                "");
        return FhirResponse.of(
                200, FhirJson.bytes(applied(given, route, request, client).carePlan()));
    }

    private AppliedPlan applied(Given given, Route route, FhirRequest request, PlanApplication.Client client) {
        if (!route.id().isEmpty()) {
            return record.reader()
                    .find(route.key(), request.access())
                    .filter(version -> !version.deleted())
                    .map(version -> application.apply(version.tree(), client))
                    .orElseGet(() -> application.apply(Canonicals.of("PlanDefinition", route.id()), client));
        }
        JsonNode plan = given.one("planDefinition")
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "Call it on a PlanDefinition, or give one as 'planDefinition': the resource, or its canonical URL.",
                        "Parameters.parameter"));
        if (plan instanceof ObjectNode resource
                && resource.path("resourceType").asText().equals("PlanDefinition")) {
            StructureCheck.check(resource);
            return application.apply(resource, client);
        }
        return application.apply(plan.asText(), client);
    }

    /** Empty when not given; what is out of the caller's sight is refused. */
    private String reference(Given given, String name, String type, FhirRequest request) {
        if (given.one(name).isEmpty()) {
            return "";
        }
        ResourceKey key = Asked.key(given, name, Set.of(type));
        record.reader().read(key, request.access());
        return key.toString();
    }
}
