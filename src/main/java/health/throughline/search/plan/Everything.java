package health.throughline.search.plan;

import health.throughline.search.value.DateRange;
import java.util.List;

/**
 * Which part of a patient's compartment is wanted.
 *
 * @param types empty for all
 * @param since earliest lastUpdated in milliseconds
 * @param start earliest date of care, in milliseconds; members without such a date are always wanted
 * @param end latest date of care, in milliseconds
 */
public record Everything(List<String> types, long since, long start, long end) {

    /** Without limits. */
    public static final Everything ALL = new Everything(List.of(), 0, DateRange.BEGINNING, DateRange.END);
}
