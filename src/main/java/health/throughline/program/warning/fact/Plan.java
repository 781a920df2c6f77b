package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One version of a plan that is or was in force.
 *
 * @param type as plan-type
 * @param hardDays days that the plan names as hard
 */
public record Plan(ResourceKey key, String type, LocalDate written, Set<LocalDate> hardDays) {

    public Plan {
        hardDays = Set.copyOf(hardDays);
    }

    /** Hard days from {@code first} to {@code last}, in their order. */
    public List<LocalDate> hardDays(LocalDate first, LocalDate last) {
        return hardDays.stream()
                .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                .sorted()
                .toList();
    }
}
