package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Fact.Alert;
import health.throughline.program.measure.Fact.Response;
import health.throughline.program.measure.Fact.Setback;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Total;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How long before a relapse its first alert came, and how long alerts waited for an answer. */
final class AlertTiming implements ProgrammeMeasure {

    private static final String LEAD = "lead-time";
    private static final String USUAL = "answer-half";
    private static final String SLOW = "answer-nine-in-ten";

    @Override
    public String id() {
        return "alert-timing";
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
        return List.of(LEAD, USUAL, SLOW);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        Stream<Contribution> leads = Setbacks.relapses(client).stream()
                .filter(one -> period.contains(one.at()))
                .flatMap(one -> lead(client, one));
        Stream<Contribution> answers = AlertFacts.of(client, period)
                .flatMap(alert ->
                        AlertFacts.response(client, alert).stream().flatMap(response -> answer(alert, response)));
        return Stream.concat(leads, answers).toList();
    }

    private static Stream<Contribution> lead(MeasureCase client, Setback setback) {
        return Setbacks.warnings(client, setback).stream()
                .limit(1)
                .map(first -> Contribution.observed(LEAD, List.of((double) ChronoUnit.DAYS.between(
                                first.at().day(), setback.at().day())))
                        .in(AlertFacts.strata(first)));
    }

    private static Stream<Contribution> answer(Alert alert, Response response) {
        Moment answered = response.answered();
        if (answered == null) {
            return Stream.empty();
        }
        Moment raised = response.raised();
        return answered.minutesSince(raised == null ? alert.at() : raised).stream()
                .flatMap(minutes -> Stream.of(USUAL, SLOW)
                        .map(group ->
                                Contribution.observed(group, List.of(minutes)).in(AlertFacts.strata(alert))));
    }

    @Override
    public String unit(String group) {
        return group.equals(LEAD) ? "d" : "min";
    }

    @Override
    public double score(String group, Total total) {
        return total.percentile(group.equals(SLOW) ? 90 : 50);
    }
}
