package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Plan;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Whether those who left had a finished relapse-prevention plan. */
final class PlanBeforeDischarge implements ProgrammeMeasure {

    @Override
    public String id() {
        return "plan-before-discharge";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.PLANS);
    }

    @Override
    public List<String> groups() {
        return List.of("discharges");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        return Discharges.of(client, period)
                .map(stay -> Contribution.of(
                        "discharges",
                        Discharges.deceased(stay)
                                ? Counts.out()
                                : Counts.one(client.all(Plan.class)
                                        .anyMatch(plan -> plan.finished() && during(plan, stay)))))
                .toList();
    }

    private static boolean during(Plan plan, Stay stay) {
        LocalDate day = plan.at().day();
        return stay.on(day);
    }
}
