package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The weeks of an enrolment with as many hours of sessions as intensive outpatient care takes. */
final class WeeklyDose implements ProgrammeMeasure {

    private static final long ADULT_MINUTES = 9 * 60;
    private static final long ADOLESCENT_MINUTES = 6 * 60;
    private static final int ADULT = 18;
    private static final int LAST_DAY = 6;

    @Override
    public String id() {
        return "weekly-dose";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.ATTENDANCE);
    }

    @Override
    public List<String> groups() {
        return List.of("adults", "adolescents");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Contribution> contributions = new ArrayList<>();
        for (Stay stay : client.treatments()) {
            boolean young =
                    stay.track().equals("adolescent") || client.age(stay.from()).orElse(ADULT) < ADULT;
            Counts weeks = weeks(client, stay, period, young ? ADOLESCENT_MINUTES : ADULT_MINUTES);
            if (weeks.initial() > 0) {
                contributions.add(Contribution.of(young ? "adolescents" : "adults", weeks));
            }
        }
        return contributions;
    }

    /** Weeks begin on the weekday of the enrolment; those that lie in the period wholly. */
    private static Counts weeks(MeasureCase client, Stay stay, ReportingPeriod period, long enough) {
        Counts all = Counts.NONE;
        LocalDate end = stay.end(period.known());
        for (LocalDate week = stay.from(); !week.isAfter(end); week = week.plusDays(LAST_DAY + 1)) {
            LocalDate last = week.plusDays(LAST_DAY);
            boolean within = !week.isBefore(period.first()) && !last.isAfter(period.known());
            boolean edge = week.equals(stay.from()) || (stay.until() != null && !last.isBefore(end));
            if (within) {
                all = all.plus(edge ? Counts.out() : Counts.one(minutes(client, week, last) >= enough));
            }
        }
        return all;
    }

    private static long minutes(MeasureCase client, LocalDate first, LocalDate last) {
        return client.all(Attendance.class)
                .filter(one ->
                        !one.at().day().isBefore(first) && !one.at().day().isAfter(last))
                .mapToLong(one -> one.minutes().attended())
                .sum();
    }
}
