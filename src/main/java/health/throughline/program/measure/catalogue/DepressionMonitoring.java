package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.DiagnosisGroup;
import health.throughline.program.measure.Fact.Visit;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.Instrument;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether clients with depression fill in a PHQ-9 in each third of the period in which they were seen. */
final class DepressionMonitoring implements ProgrammeMeasure {

    private static final List<String> THIRDS = List.of("first-third", "second-third", "last-third");
    private static final int YOUNGEST = 12;
    private static final List<DiagnosisGroup> EXCLUDING = List.of(
            DiagnosisGroup.BIPOLAR,
            DiagnosisGroup.PSYCHOTIC,
            DiagnosisGroup.PERSONALITY,
            DiagnosisGroup.PERVASIVE_DEVELOPMENTAL,
            DiagnosisGroup.PALLIATIVE_CARE);

    @Override
    public String id() {
        return "depression-monitoring";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.SCORES, FactKind.DIAGNOSES, FactKind.VISITS);
    }

    @Override
    public List<String> groups() {
        return THIRDS;
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        if (client.age(period.first()).orElse(0) < YOUNGEST) {
            return List.of();
        }
        boolean excluded = client.diedBy(period.last())
                || EXCLUDING.stream().anyMatch(group -> client.hadBy(group, period.last()));
        List<Contribution> contributions = new ArrayList<>();
        for (int third = 0; third < THIRDS.size(); third++) {
            ReportingPeriod part = part(period, third);
            String group = THIRDS.get(third);
            counted(client, part, excluded).ifPresent(counts -> contributions.add(Contribution.of(group, counts)));
        }
        return contributions;
    }

    /** By whole months where the period has three times as many, as the four months of a year. */
    private static ReportingPeriod part(ReportingPeriod period, int third) {
        LocalDate end = period.last().plusDays(1);
        return new ReportingPeriod(
                bound(period.first(), end, third),
                bound(period.first(), end, third + 1).minusDays(1),
                period.today());
    }

    private static LocalDate bound(LocalDate first, LocalDate end, int third) {
        long months = ChronoUnit.MONTHS.between(first, end);
        boolean whole = months % 3 == 0 && first.plusMonths(months).equals(end);
        return whole
                ? first.plusMonths(months / 3 * third)
                : first.plusDays(ChronoUnit.DAYS.between(first, end) * third / 3);
    }

    private static Optional<Counts> counted(MeasureCase client, ReportingPeriod part, boolean excluded) {
        boolean seen = client.all(Visit.class)
                .anyMatch(visit -> part.contains(visit.at())
                        && client.has(DiagnosisGroup.DEPRESSION, visit.at().day()));
        if (!seen) {
            return Optional.empty();
        }
        return Optional.of(
                excluded
                        ? Counts.out()
                        : Counts.one(
                                client.scores(Instrument.PHQ_9).stream().anyMatch(score -> part.contains(score.at()))));
    }
}
