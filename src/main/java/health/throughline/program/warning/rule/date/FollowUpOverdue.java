package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Session;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Nobody kept contact after the discharge. */
public final class FollowUpOverdue implements WarningRule {

    private static final Set<String> CONTACTS = Set.of("follow-up", "outreach", "alumni-checkin");

    /** So long after the second look it is not new any more. */
    private static final int GIVEN_UP = 30;

    @Override
    public String code() {
        return "followup-overdue";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Optional<Episode> ended = picture.care().episodes().stream()
                .filter(Episode::treatment)
                .reduce((one, other) -> other)
                .filter(episode -> episode.end() != null);
        LocalDate end = ended.map(Episode::end).orElse(null);
        if (end == null || picture.care().treatment().isPresent()) {
            return List.of();
        }
        int first = parameters.whole("days");
        int second = parameters.whole("days-second");
        long passed = ChronoUnit.DAYS.between(end, picture.today());
        if (passed > second
                && passed <= second + GIVEN_UP
                && !contact(picture, end.plusDays(first), end.plusDays(second))) {
            return warning(picture, parameters, ended.get(), end, second);
        }
        return passed > first && passed <= second && !contact(picture, end, picture.today())
                ? warning(picture, parameters, ended.get(), end, first)
                : List.of();
    }

    /** After {@code from}: a session kept, a check-in, or a follow-up that was done. */
    private static boolean contact(PatientPicture picture, LocalDate from, LocalDate to) {
        Stream<LocalDate> sessions =
                picture.care().sessions().stream().filter(Session::kept).map(Session::day);
        Stream<LocalDate> calls = picture.care().assignments().stream()
                .filter(one -> CONTACTS.contains(one.code()))
                .map(Assignment::completed)
                .filter(Objects::nonNull)
                .map(picture::day);
        Stream<LocalDate> checkIns = picture.readings().checkInDays().stream();
        return Stream.of(sessions, calls, checkIns)
                .flatMap(days -> days)
                .anyMatch(day -> day.isAfter(from) && !day.isAfter(to));
    }

    private static List<Warning> warning(
            PatientPicture picture, RuleParameters parameters, Episode episode, LocalDate end, int days) {
        return List.of(parameters.warning(
                picture.startOf(end.plusDays(days)),
                "No contact was kept within " + days + " days after the discharge on " + end + ".",
                List.of(episode.key())));
    }
}
