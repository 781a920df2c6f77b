package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Form;
import health.throughline.program.measure.Fact.Plan;
import health.throughline.program.measure.Fact.Setback;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a setback was met with a new look and a new version of the plan within three days. */
final class ReassessmentAfterRelapse implements ProgrammeMeasure {

    private static final Duration SOON = Duration.ofHours(72);

    /** Filled in after a setback, each of these is a new look. */
    private static final Set<String> LOOKS = Set.of(
            "relapse-review", "c-ssrs", "phq-9", "phq-a", "gad-7", "pcl-5", "bam", "audit", "audit-c", "dast-10");

    @Override
    public String id() {
        return "reassessment-after-relapse";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.SETBACKS, FactKind.FORMS, FactKind.PLANS);
    }

    @Override
    public Reach reach() {
        return new Reach(0, 3);
    }

    @Override
    public List<String> groups() {
        return List.of("both", "reassessed", "plan-revised");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Contribution> contributions = new ArrayList<>();
        client.all(Setback.class)
                .map(Setback::at)
                .filter(at ->
                        period.contains(at) && !at.day().plusDays(SOON.toDays()).isAfter(period.today()))
                .forEach(at -> {
                    boolean reassessed = client.all(Form.class)
                            .anyMatch(form -> LOOKS.contains(form.questionnaire()) && after(form.at(), at));
                    boolean revised = client.all(Plan.class).anyMatch(plan -> plan.finished() && after(plan.at(), at));
                    contributions.add(Contribution.of("both", Counts.one(reassessed && revised)));
                    contributions.add(Contribution.of("reassessed", Counts.one(reassessed)));
                    contributions.add(Contribution.of("plan-revised", Counts.one(revised)));
                });
        return contributions;
    }

    private static boolean after(Moment done, Moment setback) {
        return done.within(SOON, setback);
    }
}
