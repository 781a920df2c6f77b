package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What differs between two versions of a plan, entry by entry. Entries of a section with the same words are the same; of the
 * others, those of the same codes, or at the same rank, are one entry that changed.
 */
public final class PlanDifference {

    private final List<Change> changes = new ArrayList<>();

    private PlanDifference() {}

    /**
     * An entry that differs.
     *
     * @param kind added, changed or removed
     * @param before its words; empty when it was added
     * @param after empty when it was removed
     */
    public record Change(String section, String kind, String before, String after) {}

    /** From {@code before} to {@code after}, section by section. */
    public static List<Change> of(JsonNode before, JsonNode after) {
        PlanDifference difference = new PlanDifference();
        List<PlanEntry> old = PlanEntry.of(before);
        List<PlanEntry> now = PlanEntry.of(after);
        Set<String> sections = new LinkedHashSet<>();
        old.forEach(entry -> sections.add(entry.section()));
        now.forEach(entry -> sections.add(entry.section()));
        for (String section : sections) {
            difference.section(section, in(section, old), in(section, now));
        }
        return difference.changes;
    }

    private static List<PlanEntry> in(String section, List<PlanEntry> entries) {
        return new ArrayList<>(entries.stream()
                .filter(entry -> entry.section().equals(section))
                .toList());
    }

    private void section(String section, List<PlanEntry> before, List<PlanEntry> after) {
        for (PlanEntry entry : List.copyOf(before)) {
            take(after, other -> other.words().equals(entry.words())).ifPresent(other -> {
                before.remove(entry);
                boolean same = other.alike(entry)
                        && other.triggers().equals(entry.triggers())
                        && other.answers().equals(entry.answers())
                        && other.rank() == entry.rank();
                if (!same) {
                    changes.add(new Change(section, "changed", entry.words(), other.words()));
                }
            });
        }
        for (PlanEntry entry : List.copyOf(before)) {
            take(after, other -> other.alike(entry) && other.rank() == entry.rank())
                    .ifPresentOrElse(
                            other -> changes.add(new Change(section, "changed", entry.words(), other.words())),
                            () -> changes.add(new Change(section, "removed", entry.words(), "")));
        }
        after.forEach(entry -> changes.add(new Change(section, "added", "", entry.words())));
    }

    private static Optional<PlanEntry> take(List<PlanEntry> entries, Predicate<PlanEntry> wanted) {
        Optional<PlanEntry> found = entries.stream().filter(wanted).findFirst();
        found.ifPresent(entries::remove);
        return found;
    }
}
