package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Total;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Relapses in a hundred months, of those in treatment and of alumni. */
final class RelapseRate implements ProgrammeMeasure {

    private static final String TREATMENT = "treatment";
    private static final String ALUMNI = "alumni";

    @Override
    public String id() {
        return "relapse-rate";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.SETBACKS);
    }

    @Override
    public List<String> groups() {
        return List.of(TREATMENT, ALUMNI);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        return Stream.of(TREATMENT, ALUMNI)
                .map(group -> Contribution.of(group, counts(client, group.equals(ALUMNI), period)))
                .filter(one -> one.counts().denominator() > 0)
                .toList();
    }

    private static Counts counts(MeasureCase client, boolean alumni, ReportingPeriod period) {
        long relapses = Setbacks.relapses(client).stream()
                .map(one -> one.at().day())
                .filter(day -> period.contains(day) && !day.isAfter(period.known()) && enrolled(client, alumni, day))
                .count();
        return Counts.of(relapses, client.days(alumni, period));
    }

    private static boolean enrolled(MeasureCase client, boolean alumni, LocalDate day) {
        return client.all(Stay.class).anyMatch(stay -> stay.alumni() == alumni && stay.on(day));
    }

    @Override
    public String unit(String group) {
        return "/(100.mo)";
    }

    @Override
    public double score(String group, Total total) {
        return total.perHundredMonths();
    }
}
