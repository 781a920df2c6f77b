package health.throughline.record.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Some of one patient's data, as consents cut it: by resource types, by parts of the record, by security labels. A row
 * belongs to it when it meets all conditions.
 *
 * @param conditions each on one dimension
 */
public record Selection(List<Condition> conditions) {

    /** Everything of the patient. */
    public static final Selection EVERYTHING = new Selection(List.of());

    /** By what a condition tells rows apart. */
    public enum Dimension {
        /** Names of resource types. */
        TYPE,
        /** Texts of row labels: parts of the record, security labels. */
        LABEL
    }

    /**
     * Holds for rows that have one of {@code values}, or, when {@code without}, none of them.
     */
    public record Condition(Dimension dimension, Set<String> values, boolean without) {

        Condition negated() {
            return new Condition(dimension, values, !without);
        }
    }

    /** Rows that belong to both. */
    public Selection and(Selection other) {
        List<Condition> both = new ArrayList<>(conditions);
        other.conditions.stream().filter(one -> !both.contains(one)).forEach(both::add);
        return new Selection(both);
    }

    Selection and(Condition condition) {
        return and(new Selection(List.of(condition)));
    }

    /** Rows that do not belong to it, as selections of which each such row belongs to one at least. */
    List<Selection> complement() {
        return conditions.stream()
                .map(condition -> new Selection(List.of(condition.negated())))
                .toList();
    }
}
