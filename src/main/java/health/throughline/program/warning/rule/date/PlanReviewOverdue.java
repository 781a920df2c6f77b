package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Plan;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A plan was not looked at for too long. */
public final class PlanReviewOverdue implements WarningRule {

    private static final Set<String> REVIEWED = Set.of("treatment", "relapse-prevention");

    @Override
    public String code() {
        return "plan-review-overdue";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        if (picture.care().treatment().isEmpty()) {
            return List.of();
        }
        int days = parameters.whole("days");
        return picture.papers().current().stream()
                .filter(plan -> REVIEWED.contains(plan.type()))
                .min(Comparator.comparing(Plan::written))
                .map(plan -> warning(
                        picture, parameters, plan, reviewed(picture, plan).plusDays(days)))
                .orElseGet(List::of);
    }

    /** When it was written, or when a review of a plan was last done. */
    private static LocalDate reviewed(PatientPicture picture, Plan plan) {
        return picture.care().assignments().stream()
                .filter(one -> one.code().equals("plan-review"))
                .map(Assignment::completed)
                .filter(Objects::nonNull)
                .map(picture::day)
                .filter(day -> day.isAfter(plan.written()))
                .max(Comparator.naturalOrder())
                .orElse(plan.written());
    }

    private static List<Warning> warning(PatientPicture picture, RuleParameters parameters, Plan plan, LocalDate due) {
        return picture.today().isAfter(due)
                ? List.of(parameters.warning(
                        picture.startOf(due.plusDays(1)),
                        "The plan (" + plan.type() + ") was due for a review on " + due + ".",
                        List.of(plan.key())))
                : List.of();
    }
}
