package health.throughline.program.warning.rule.trend;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.rule.part.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Several facts together, each with its weight; it never raises a task alone. */
public final class RiskComposite implements WarningRule {

    /** Judgement, until they are estimated from a programme's own data: no published set fits these facts. */
    private static final double INTERCEPT = -3;

    private static final double SHOWN = 0.4;
    private static final int LATELY = 3;
    private static final int MONTH = 30;

    @Override
    public String code() {
        return "risk-composite";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Term> terms = terms(picture).stream().filter(Term::holds).toList();
        double sum = INTERCEPT + terms.stream().mapToDouble(Term::weight).sum();
        double risk = 1 / (1 + Math.exp(-sum));
        if (risk < SHOWN || terms.isEmpty()) {
            return List.of();
        }
        String told = terms.stream()
                .map(term -> term.name() + " +" + Words.number(term.weight()))
                .collect(Collectors.joining(", "));
        LocalDate monday = picture.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return List.of(new Warning(
                parameters.code(),
                parameters.severity(),
                true,
                picture.startOf(monday),
                "Estimate " + Words.percent(risk) + " from: " + told + ". The weights are not calibrated.",
                terms.stream()
                        .map(Term::evidence)
                        .flatMap(List::stream)
                        .distinct()
                        .toList()));
    }

    /** One fact. */
    private record Term(String name, double weight, boolean holds, List<ResourceKey> evidence) {

        static Term of(String name, double weight, Optional<Reading> reading, Predicate<Reading> bad) {
            return new Term(
                    name,
                    weight,
                    reading.filter(bad).isPresent(),
                    reading.stream().map(Reading::key).toList());
        }
    }

    private static List<Term> terms(PatientPicture picture) {
        List<Session> counted = picture.care().counted();
        List<Session> newest = counted.subList(Math.max(0, counted.size() - 1), counted.size());
        return List.of(
                Term.of("craving of 6 or more", 1.0, picture.recent("craving", LATELY), one -> one.value() >= 6),
                Term.of("confidence of 4 or less", 0.8, picture.recent("confidence", LATELY), one -> one.value() <= 4),
                Term.of("use reported", 1.5, picture.recent("substance-used", LATELY), Reading::yes),
                Term.of("own sign noticed", 0.8, picture.recent("personal-warning-sign", LATELY), Reading::yes),
                Term.of(
                        "less than 5 hours of sleep",
                        0.4,
                        picture.recent("sleep-hours", LATELY),
                        one -> one.value() < 5),
                Term.of("PHQ-9 of 15 or more", 0.6, picture.recent("44261-6", MONTH), one -> one.value() >= 15),
                new Term(
                        "last session missed",
                        0.8,
                        newest.stream().anyMatch(Session::missed),
                        newest.stream().map(Session::key).toList()));
    }
}
