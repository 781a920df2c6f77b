package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.record.Change;
import health.throughline.record.Derivation;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** One plan of a kind is in use: when another comes into use, the one before it ends, and is kept. It does not come back. */
@Component
final class PlanSuccession implements Derivation {

    private final PlanSearch search;

    PlanSuccession(PlanSearch search) {
        this.search = search;
    }

    @Override
    public Set<String> types() {
        return Set.of("CarePlan");
    }

    @Override
    public Derived derive(Accepted accepted) {
        ObjectNode plan = accepted.resource();
        if (plan == null
                || !active(plan)
                || accepted.previous().map(PlanSuccession::active).orElse(false)) {
            return Derived.NOTHING;
        }
        Optional<PlanKind> kind = PlanKind.of(plan);
        if (kind.isEmpty()) {
            return Derived.NOTHING;
        }
        List<ResourceVersion> others =
                search.plans(PlanSearch.patient(plan), kind.get(), "active", Access.everything("plan")).stream()
                        .filter(other -> !other.key().equals(accepted.key()))
                        .toList();
        if (!others.isEmpty() && accepted.previous().map(PlanSuccession::over).orElse(false)) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "A later version of this plan is in use; amend the response of that one, or revise it.");
        }
        return new Derived(others.stream().map(PlanSuccession::ended).toList(), List.of());
    }

    private static boolean over(ObjectNode plan) {
        return List.of("revoked", "completed").contains(plan.path("status").asText());
    }

    private static boolean active(ObjectNode plan) {
        return plan.path("status").asText().equals("active");
    }

    private static Change ended(ResourceVersion version) {
        ObjectNode plan = version.tree();
        plan.put("status", "revoked");
        plan.withObject("/period")
                .put("end", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new Change.Update(Change.Target.of(version.key()), plan, null);
    }
}
