package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** One plan of a kind is in use: when another comes into use, the one before it ends, and is kept. */
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
        Optional<PlanKind> kind = plan == null ? Optional.empty() : PlanKind.of(plan);
        boolean begins = plan != null
                && active(plan)
                && kind.isPresent()
                && !accepted.previous().map(PlanSuccession::active).orElse(false);
        if (!begins) {
            return Derived.NOTHING;
        }
        List<Change> ended =
                search
                        .plans(PlanSearch.patient(plan), kind.get(), "active", Access.everything("plan"))
                        .stream()
                        .filter(other -> !other.key().equals(accepted.key()))
                        .map(PlanSuccession::ended)
                        .toList();
        return new Derived(ended, List.of());
    }

    private static boolean active(ObjectNode plan) {
        return plan.path("status").asText().equals("active");
    }

    private static Change ended(ResourceVersion version) {
        ObjectNode plan = version.tree();
        plan.put("status", "revoked");
        plan.withObject("/period").put("end", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new Change.Update(Change.Target.of(version.key()), plan, null);
    }
}
