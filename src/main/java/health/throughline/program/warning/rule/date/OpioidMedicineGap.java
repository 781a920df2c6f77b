package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Supply;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A stretch without a medicine for opioid use that is longer than continuity allows (NQF 3175). */
final class OpioidMedicineGap {

    private static final int FURTHEST = 60;

    private final PatientPicture picture;
    private final RuleParameters parameters;
    private final int allowed;

    OpioidMedicineGap(PatientPicture picture, RuleParameters parameters) {
        this.picture = picture;
        this.parameters = parameters;
        this.allowed = parameters.whole("opioid-gap-days");
    }

    Optional<Warning> assess() {
        return unsupplied().or(this::notTaken);
    }

    /** What is handed out before the rest is used up comes on top of it. */
    private Optional<Warning> unsupplied() {
        List<Supply> supplies =
                picture.supplies().stream().filter(Supply::forOpioidUse).toList();
        if (supplies.isEmpty()) {
            return Optional.empty();
        }
        LocalDate end = Coverage.end(supplies);
        long gap = ChronoUnit.DAYS.between(end, picture.today());
        return gap > allowed && gap <= FURTHEST
                ? Optional.of(parameters.warning(
                        Warning.Severity.HIGH,
                        picture.startOf(end),
                        "No medicine for opioid use for " + Words.count(gap, "day")
                                + ": the risk of an overdose is higher.",
                        supplies.stream().max(Comparator.comparing(Supply::from)).map(Supply::key).stream()
                                .toList()))
                : Optional.empty();
    }

    private Optional<Warning> notTaken() {
        List<Reading> run = NotTaken.run(picture);
        boolean treated = picture.supplies().stream().anyMatch(Supply::forOpioidUse);
        return treated && run.size() > allowed
                ? Optional.of(parameters.warning(
                        Warning.Severity.HIGH,
                        picture.startOf(run.get(0).day()),
                        "Medicine for opioid use was not taken for " + Words.count(run.size(), "day")
                                + ": the risk of an overdose is higher.",
                        Runs.evidence(run)))
                : Optional.empty();
    }
}
