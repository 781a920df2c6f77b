package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Alert;
import health.throughline.program.measure.Fact.Response;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How often alerts are right, how many relapses they foresee, and how many are answered too late. */
final class AlertPerformance implements ProgrammeMeasure {

    private static final String RIGHT = "predictive-value";
    private static final String FORESEEN = "sensitivity";
    private static final String LATE = "answered-late";

    @Override
    public String id() {
        return "alert-performance";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.ALERTS, FactKind.TASKS, FactKind.SETBACKS);
    }

    @Override
    public Reach reach() {
        return new Reach(15, 31);
    }

    @Override
    public List<String> groups() {
        return List.of(RIGHT, FORESEEN, LATE);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        Stream<Contribution> foreseen = Setbacks.relapses(client).stream()
                .filter(one -> period.contains(one.at()))
                .map(one -> Contribution.of(
                        FORESEEN, Counts.one(!Setbacks.warnings(client, one).isEmpty())));
        return Stream.concat(AlertFacts.of(client, period).flatMap(alert -> answered(client, alert, period)), foreseen)
                .toList();
    }

    private static Stream<Contribution> answered(MeasureCase client, Alert alert, ReportingPeriod period) {
        return AlertFacts.response(client, alert).stream().flatMap(response -> {
            Stream<Contribution> right = AlertFacts.right(response).stream()
                    .map(yes -> Contribution.of(RIGHT, Counts.one(yes)).in(AlertFacts.strata(alert)));
            return Stream.concat(right, late(response, alert, period));
        });
    }

    private static Stream<Contribution> late(Response response, Alert alert, ReportingPeriod period) {
        Moment due = response.due();
        Moment answered = response.answered();
        boolean known = due != null && (answered != null || due.day().isBefore(period.today()));
        if (due == null || !known) {
            return Stream.empty();
        }
        boolean late = answered == null || answered.compareTo(due) > 0;
        return Stream.of(Contribution.of(LATE, Counts.one(late)).in(AlertFacts.strata(alert)));
    }
}
