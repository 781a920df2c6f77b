package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.rule.part.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A questionnaire that was assigned is late. */
public final class AssessmentOverdue implements WarningRule {

    @Override
    public String code() {
        return "assessment-overdue";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Duration late = Duration.ofDays(parameters.whole("days"));
        List<Assignment> overdue = picture.care().assignments().stream()
                .filter(one -> one.code().equals("questionnaire")
                        && overdueSince(one, late).isBefore(picture.asOf()))
                .toList();
        List<Assignment> open =
                overdue.stream().filter(one -> one.completed() == null).toList();
        if (open.isEmpty()) {
            return List.of();
        }
        boolean again = overdue.size() >= parameters.whole("moderate-times");
        Instant window = open.stream()
                .map(one -> overdueSince(one, late))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return List.of(parameters.warning(
                again ? Warning.Severity.MODERATE : parameters.severity(),
                window,
                Words.count(open.size(), "questionnaire") + " more than " + Words.count(parameters.whole("days"), "day")
                        + " late.",
                open.stream().map(Assignment::key).toList()));
    }

    /** Never, when it was done in time. */
    private static Instant overdueSince(Assignment one, Duration late) {
        Instant due = one.due();
        Instant completed = one.completed();
        if (due == null || completed != null && completed.isBefore(due.plus(late))) {
            return Instant.MAX;
        }
        return due.plus(late);
    }
}
