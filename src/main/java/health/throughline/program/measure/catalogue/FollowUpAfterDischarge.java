package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.Fact.Visit;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether those who left kept an appointment within a week, and within a month. */
final class FollowUpAfterDischarge implements ProgrammeMeasure {

    private static final List<Integer> DAYS = List.of(7, 30);

    @Override
    public String id() {
        return "follow-up-after-discharge";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.ATTENDANCE, FactKind.VISITS);
    }

    @Override
    public Reach reach() {
        return new Reach(0, 30);
    }

    @Override
    public List<String> groups() {
        return List.of("day-7", "day-30");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Contribution> contributions = new ArrayList<>();
        Discharges.of(client, period).forEach(stay -> {
            for (int days : DAYS) {
                LocalDate last = stay.end(period.last()).plusDays(days);
                if (!last.isAfter(period.today())) {
                    contributions.add(Contribution.of("day-" + days, counts(client, stay, last)));
                }
            }
        });
        return contributions;
    }

    private static Counts counts(MeasureCase client, Stay stay, LocalDate last) {
        if (Discharges.deceased(stay) || client.diedBy(last)) {
            return Counts.out();
        }
        Stream<Moment> kept = Stream.concat(
                client.all(Visit.class).map(Visit::at),
                client.all(Attendance.class).filter(Attendance::present).map(Attendance::at));
        return Counts.one(kept.map(Moment::day).anyMatch(day -> day.isAfter(stay.end(last)) && !day.isAfter(last)));
    }
}
