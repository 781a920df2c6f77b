package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether clients are still there after one, two and three months, and whether those who left had completed. */
final class Retention implements ProgrammeMeasure {

    private static final List<Integer> DAYS = List.of(30, 60, 90);
    private static final String COMPLETION = "completion";
    private static final String COMPLETED = "completed";

    /** Leaving for these is no sign of how well the programme keeps its clients. */
    private static final Set<String> EXCLUDING = Set.of("moved", "deceased", "step-up", "relapse-higher-care");

    @Override
    public String id() {
        return "retention";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS);
    }

    @Override
    public List<String> groups() {
        return List.of("day-30", "day-60", "day-90", COMPLETION);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Contribution> contributions = new ArrayList<>();
        for (Stay stay : client.treatments()) {
            for (int days : DAYS) {
                LocalDate day = stay.from().plusDays(days);
                if (period.contains(day) && !day.isAfter(period.today())) {
                    contributions.add(Contribution.of("day-" + days, kept(stay, day)));
                }
            }
            LocalDate until = stay.until();
            if (until != null && period.contains(until)) {
                contributions.add(Contribution.of(COMPLETION, left(stay)));
            }
        }
        return contributions;
    }

    private static Counts kept(Stay stay, LocalDate day) {
        return stay.on(day) ? Counts.one(true) : left(stay);
    }

    private static Counts left(Stay stay) {
        return EXCLUDING.contains(stay.left())
                ? Counts.out()
                : Counts.one(stay.left().equals(COMPLETED));
    }
}
