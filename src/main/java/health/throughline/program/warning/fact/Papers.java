package health.throughline.program.warning.fact;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was agreed with the client in writing: plans, oldest first, and consents that end. */
public record Papers(List<Plan> plans, List<Ending> consents) {

    public static final Papers NONE = new Papers(List.of(), List.of());

    public Papers {
        plans = plans.stream()
                .sorted(Comparator.comparing(Plan::written)
                        .thenComparing(one -> one.key().id()))
                .toList();
        consents = consents.stream()
                .sorted(Comparator.comparing(Ending::day)
                        .thenComparing(one -> one.key().id()))
                .toList();
    }

    /** The newest version of each type of plan. */
    public List<Plan> current() {
        Map<String, Plan> newest = new TreeMap<>();
        plans.forEach(plan -> newest.put(plan.type(), plan));
        return List.copyOf(newest.values());
    }
}
