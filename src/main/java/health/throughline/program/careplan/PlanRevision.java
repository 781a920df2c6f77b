package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.program.form.FormPopulation;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceVersion;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Starts new versions of plans. The answers of the version in use are carried over into a new response, from which a draft
 * follows; to amend the response is to write the draft. The version in use stays so until the draft is finished.
 */
@Component
public final class PlanRevision {

    private static final String NUMBER = Canonicals.BASE + "/identifier/questionnaire-response";

    private final HealthRecord record;
    private final Definitions definitions;
    private final FormPopulation population;
    private final PlanSearch search;
    private final PlanAccess may;

    PlanRevision(
            HealthRecord record,
            Definitions definitions,
            FormPopulation population,
            PlanSearch search,
            PlanAccess may) {
        this.record = record;
        this.definitions = definitions;
        this.population = population;
        this.search = search;
        this.may = may;
    }

    /**
     * Why a plan gets a new version.
     *
     * @param reason in words; empty when not said
     * @param event reference to the setback that led to it; empty when there was none
     */
    public record Cause(String reason, String event) {}

    /**
     * The draft of the next version of the plan {@code key}: a new one, or that which is open already.
     *
     * @throws Refusal NOT_FOUND out of the caller's sight, CONFLICT when the plan is not in use
     */
    public ResourceVersion revise(ResourceKey key, Cause cause, Access access) {
        ObjectNode plan = record.reader().read(key, access).tree();
        Access writing = may.change(plan, access);
        if (!plan.path("status").asText().equals("active")) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "Only a plan in use is revised. A draft is changed by amending its QuestionnaireResponse.");
        }
        PlanKind kind = PlanKind.of(plan)
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.UNPROCESSABLE,
                        "Relapse-prevention and crisis plans are revised; change a treatment plan itself."));
        return opened(key, plan, kind, cause, writing);
    }

    /** The same for the relapse-prevention plan that {@code patient} uses; empty when they use none. */
    public Optional<ResourceVersion> reviseInUse(ResourceKey patient, Cause cause, Access writing) {
        PlanKind kind = PlanKind.RELAPSE_PREVENTION;
        return search.plans(patient, kind, "active", writing).stream()
                .findFirst()
                .map(plan -> opened(plan.key(), plan.tree(), kind, cause, writing));
    }

    private ResourceVersion opened(ResourceKey key, ObjectNode plan, PlanKind kind, Cause cause, Access writing) {
        ResourceKey patient = PlanSearch.patient(plan);
        return record.atomically(() -> search.plans(patient, kind, "draft", writing).stream()
                .findFirst()
                .orElseGet(() -> {
                    ResourceVersion response = record.write(response(key, patient, kind, cause, writing), writing)
                            .current();
                    return record.reader().read(PlanSource.derived(response.key()), writing);
                }));
    }

    private Change response(ResourceKey plan, ResourceKey patient, PlanKind kind, Cause cause, Access writing) {
        ObjectNode questionnaire = definitions
                .find("Questionnaire", Canonical.of(kind.questionnaire()))
                .orElseThrow(() -> new IllegalStateException("The form of " + kind + " is not there"));
        ObjectNode client = record.reader().read(patient, writing).tree();
        ObjectNode response = population
                .populate(questionnaire, patient.toString(), Map.of("patient", client), writing)
                .response();
        ResourceKey user = writing.rights().caller().user().resource();
        String author = (user == null ? patient : user).toString();
        response.put("status", "completed");
        response.putObject("author").put("reference", author);
        String number = "revision-of-" + plan.id();
        response.putObject("identifier").put("system", NUMBER).put("value", number);
        if (!cause.event().isEmpty()) {
            response.putArray("partOf").addObject().put("reference", cause.event());
        }
        if (!cause.reason().isEmpty()) {
            ObjectNode item = FhirJson.object().put("linkId", "plan-reason");
            item.putArray("answer").addObject().put("valueString", cause.reason());
            response.withArray("item").add(item);
        }
        String condition = "identifier=" + NUMBER + "|" + number + "&status=completed,amended";
        return new Change.Create(Change.Target.where("QuestionnaireResponse", condition), response);
    }
}
