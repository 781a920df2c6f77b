package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Assignment;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.util.List;
import java.util.Set;

/** Of the questionnaires that were due, those that were filled in. */
final class AssessmentCompletion implements ProgrammeMeasure {

    private static final int LONGEST_NOTICE = 366;

    @Override
    public String id() {
        return "assessment-completion";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.TASKS);
    }

    /** A task may be given long before it is due. */
    @Override
    public Reach reach() {
        return new Reach(LONGEST_NOTICE, 0);
    }

    @Override
    public List<String> groups() {
        return List.of("assignments");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        Counts counts = client.all(Assignment.class)
                .filter(one ->
                        period.contains(one.due()) && (one.done() || one.due().isBefore(period.today())))
                .map(one -> Counts.one(one.done()))
                .reduce(Counts.NONE, Counts::plus);
        return counts.initial() == 0 ? List.of() : List.of(Contribution.of("assignments", counts));
    }
}
