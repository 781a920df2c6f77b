package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.Keys;
import org.springframework.stereotype.Component;

/** Who works on plans: the client, whose plan it is, and those who treat them. */
@Component
final class PlanAccess {

    private final Keys keys;

    PlanAccess(Keys keys) {
        this.keys = keys;
    }

    /** For changes to {@code plan}, which is in the caller's sight; they may write its questionnaire. */
    Access change(JsonNode plan, Access access) {
        return change(PlanSearch.patient(plan), access);
    }

    /** The same for all plans of {@code patient}. */
    Access change(ResourceKey patient, Access access) {
        access.requireRole(Role.CLIENT, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER);
        access.requireScope(Action.UPDATE, "QuestionnaireResponse", patient);
        return access.onBehalf(keys.of(patient));
    }
}
