package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Total;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The days from enrolment to a first relapse that fell into the period; half of them took no longer than the score. */
final class TimeToRelapse implements ProgrammeMeasure {

    private static final int YEARS = 3 * 366;

    @Override
    public String id() {
        return "time-to-first-relapse";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.SETBACKS);
    }

    /** An earlier relapse is the first one. */
    @Override
    public Reach reach() {
        return new Reach(YEARS, 0);
    }

    @Override
    public List<String> groups() {
        return List.of("days");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Stay> stays = client.treatments();
        List<Double> days = new ArrayList<>();
        for (int i = 0; i < stays.size(); i++) {
            LocalDate from = stays.get(i).from();
            LocalDate next = i + 1 < stays.size() ? stays.get(i + 1).from() : LocalDate.MAX;
            first(client, from, next)
                    .filter(period::contains)
                    .ifPresent(day -> days.add((double) ChronoUnit.DAYS.between(from, day)));
        }
        return days.isEmpty() ? List.of() : List.of(Contribution.observed("days", days));
    }

    private static Optional<LocalDate> first(MeasureCase client, LocalDate from, LocalDate next) {
        return Setbacks.relapses(client).stream()
                .map(one -> one.at().day())
                .filter(day -> !day.isBefore(from) && day.isBefore(next))
                .findFirst();
    }

    @Override
    public String unit(String group) {
        return "d";
    }

    @Override
    public double score(String group, Total total) {
        return total.percentile(50);
    }
}
