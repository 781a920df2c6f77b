package health.throughline.program.measure;

import java.time.LocalDate;

/**
 * The days that a report is about.
 *
 * @param last still within it
 * @param today what comes after it is not known yet
 */
public record ReportingPeriod(LocalDate first, LocalDate last, LocalDate today) {

    /** The last day of the period of which anything can be known. */
    public LocalDate known() {
        return last.isAfter(today) ? today : last;
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    public boolean contains(Moment moment) {
        return contains(moment.day());
    }

    /** The same days, so many months earlier. */
    public ReportingPeriod earlier(int months) {
        return new ReportingPeriod(
                first.minusMonths(months), last.plusDays(1).minusMonths(months).minusDays(1), today);
    }
}
