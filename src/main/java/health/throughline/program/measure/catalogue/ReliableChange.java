package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Score;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.Instrument;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether totals changed by more than chance over an enrolment: for the better, or for the worse. */
final class ReliableChange implements ProgrammeMeasure {

    private static final int LONGEST_STAY = 366;

    private final boolean better;

    private ReliableChange(boolean better) {
        this.better = better;
    }

    static ReliableChange improvement() {
        return new ReliableChange(true);
    }

    static ReliableChange deterioration() {
        return new ReliableChange(false);
    }

    @Override
    public String id() {
        return better ? "reliable-improvement" : "reliable-deterioration";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.SCORES);
    }

    @Override
    public Reach reach() {
        return new Reach(LONGEST_STAY, 0);
    }

    @Override
    public List<String> groups() {
        return Stream.of(Instrument.values()).map(Instrument::id).toList();
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        return lastStay(client, period).stream()
                .flatMap(stay -> Stream.of(Instrument.values())
                        .flatMap(one ->
                                counts(client, stay, one, period)
                                        .map(counts -> Contribution.of(one.id(), counts))
                                        .stream()))
                .toList();
    }

    private static Optional<Stay> lastStay(MeasureCase client, ReportingPeriod period) {
        return client.treatments().stream()
                .filter(stay -> !stay.from().isAfter(period.last())
                        && !stay.end(period.last()).isBefore(period.first()))
                .reduce((earlier, later) -> later);
    }

    private Optional<Counts> counts(MeasureCase client, Stay stay, Instrument instrument, ReportingPeriod period) {
        List<Score> scores = client.scores(instrument).stream()
                .filter(score -> stay.on(score.at().day()) && !score.at().day().isAfter(period.last()))
                .toList();
        if (scores.size() < 2 || scores.get(0).value() < instrument.cut()) {
            return Optional.empty();
        }
        double fell = scores.get(0).value() - scores.get(scores.size() - 1).value();
        return Optional.of(Counts.one((better ? fell : -fell) >= instrument.reliable()));
    }
}
