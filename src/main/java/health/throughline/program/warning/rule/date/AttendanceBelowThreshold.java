package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.rule.part.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** The client comes to too few sessions, or gets fewer hours than an intensive programme means. */
public final class AttendanceBelowThreshold implements WarningRule {

    private static final int WEEK = 7;
    private static final int RECENT_DAYS = 14;

    /** One session alone says nothing of a week. */
    private static final int FEWEST = 2;

    @Override
    public String code() {
        return "attendance-below-threshold";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Optional<Episode> episode = picture.care().treatment();
        if (episode.isEmpty()) {
            return List.of();
        }
        List<Session> counted = picture.care().counted().stream()
                .filter(session -> !session.day().isBefore(episode.get().start()))
                .toList();
        List<Session> missed = last(counted, parameters.whole("of-last")).stream()
                .filter(Session::missed)
                .toList();
        if (missed.size() >= parameters.whole("missed") && recent(missed, picture)) {
            return warning(
                    picture,
                    parameters,
                    Words.count(missed.size(), "session") + " of the last " + parameters.whole("of-last")
                            + " were missed",
                    missed);
        }
        List<Session> week = since(counted, picture.today().minusDays(WEEK - 1));
        double share = Sessions.attendedHours(week) / Math.max(1e-9, Sessions.scheduledHours(week));
        if (week.size() >= FEWEST && share < parameters.number("min-share")) {
            return warning(
                    picture,
                    parameters,
                    "in seven days the client came to " + Words.percent(share) + " of the hours",
                    week);
        }
        return new WeeklyHours(picture, parameters, episode.get()).assess();
    }

    private static boolean recent(List<Session> sessions, PatientPicture picture) {
        return !sessions.get(sessions.size() - 1).day().isBefore(picture.today().minusDays(RECENT_DAYS));
    }

    private static List<Session> last(List<Session> sessions, int count) {
        return sessions.subList(Math.max(0, sessions.size() - count), sessions.size());
    }

    private static List<Session> since(List<Session> sessions, LocalDate day) {
        return sessions.stream().filter(session -> !session.day().isBefore(day)).toList();
    }

    /** It is about the week of the newest session that it was found in. */
    private static List<Warning> warning(
            PatientPicture picture, RuleParameters parameters, String found, List<Session> sessions) {
        LocalDate newest = sessions.get(sessions.size() - 1).day();
        LocalDate monday = newest.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return List.of(
                parameters.warning(picture.startOf(monday), "Attendance: " + found + ".", Sessions.evidence(sessions)));
    }
}
