package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.DiagnosisGroup;
import health.throughline.program.measure.Fact.Score;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.Instrument;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Whether depression got better some months after a high PHQ-9.
 *
 * @see <a href="https://ecqi.healthit.gov/ecqm/ec/2024/cms0159v12">CMS159, depression remission at twelve months</a>
 */
final class DepressionOutcome implements ProgrammeMeasure {

    private static final int HIGH = 9;
    private static final int REMISSION = 5;
    private static final int YOUNGEST = 12;
    private static final int SLACK_DAYS = 60;
    private static final int SLACK_MONTHS = 2;
    private static final int DAYS_TO_DIAGNOSE = 7;

    /** Which of them the client has does not matter; each takes the client out. */
    private static final List<DiagnosisGroup> EXCLUDING = List.of(
            DiagnosisGroup.BIPOLAR,
            DiagnosisGroup.PSYCHOTIC,
            DiagnosisGroup.PERSONALITY,
            DiagnosisGroup.PERVASIVE_DEVELOPMENTAL,
            DiagnosisGroup.PALLIATIVE_CARE);

    private final String id;
    private final String group;
    private final int months;
    private final BiPredicate<Score, Score> better;

    private DepressionOutcome(String id, String group, int months, BiPredicate<Score, Score> better) {
        this.id = id;
        this.group = group;
        this.months = months;
        this.better = better;
    }

    static DepressionOutcome remission(int months) {
        return new DepressionOutcome(
                "depression-remission-" + months + "-months",
                "remission",
                months,
                (index, later) -> later.value() < REMISSION);
    }

    static DepressionOutcome response(int months) {
        return new DepressionOutcome(
                "depression-response-" + months + "-months",
                "response",
                months,
                (index, later) -> later.value() <= index.value() / 2);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.SCORES, FactKind.DIAGNOSES);
    }

    @Override
    public Reach reach() {
        return new Reach(31 * (months + SLACK_MONTHS), SLACK_DAYS);
    }

    @Override
    public List<String> groups() {
        return List.of(group);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        return index(client, period.earlier(months + SLACK_MONTHS))
                .map(index -> Contribution.of(group, outcome(client, index)))
                .stream()
                .toList();
    }

    private static Optional<Score> index(MeasureCase client, ReportingPeriod identified) {
        return client.scores(Instrument.PHQ_9).stream()
                .filter(score -> identified.contains(score.at()) && score.value() > HIGH)
                .filter(score -> depressed(client, score.at().day()))
                .filter(score -> client.age(score.at().day()).orElse(0) >= YOUNGEST)
                .findFirst();
    }

    private static boolean depressed(MeasureCase client, LocalDate day) {
        return client.has(DiagnosisGroup.DEPRESSION, day)
                || client.has(DiagnosisGroup.DEPRESSION, day.plusDays(DAYS_TO_DIAGNOSE));
    }

    private Counts outcome(MeasureCase client, Score index) {
        LocalDate asked = index.at().day().plusMonths(months);
        LocalDate last = asked.plusDays(SLACK_DAYS);
        if (client.diedBy(last) || EXCLUDING.stream().anyMatch(group -> client.hadBy(group, last))) {
            return Counts.out();
        }
        LocalDate first = asked.minusDays(SLACK_DAYS);
        return Counts.one(client.scores(Instrument.PHQ_9).stream()
                .filter(score ->
                        !score.at().day().isBefore(first) && !score.at().day().isAfter(last))
                .reduce((earlier, later) -> later)
                .filter(later -> better.test(index, later))
                .isPresent());
    }
}
