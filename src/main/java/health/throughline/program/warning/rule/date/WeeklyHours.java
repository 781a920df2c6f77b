package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.rule.part.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Whole weeks, Monday to Sunday, in which a client had fewer hours than the level of care means (ASAM 2.1). */
final class WeeklyHours {

    private static final int WEEK = 7;
    private static final int FURTHEST = 26;

    private final PatientPicture picture;
    private final RuleParameters parameters;
    private final Episode episode;
    private final double wanted;

    WeeklyHours(PatientPicture picture, RuleParameters parameters, Episode episode) {
        this.picture = picture;
        this.parameters = parameters;
        this.episode = episode;
        this.wanted = parameters.number(episode.adolescent() ? "hours-adolescent" : "hours-adult");
    }

    List<Warning> assess() {
        LocalDate thisMonday = picture.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int weeks = 0;
        while (weeks < FURTHEST && isShort(thisMonday.minusDays((weeks + 1L) * WEEK))) {
            weeks++;
        }
        if (!episode.intensive() || weeks < parameters.whole("weeks")) {
            return List.of();
        }
        LocalDate first = thisMonday.minusDays((long) weeks * WEEK);
        List<Session> sessions = of(first, thisMonday);
        return List.of(parameters.warning(
                picture.startOf(first),
                "Attendance: fewer than " + Words.number(wanted) + " hours in each of the last "
                        + Words.count(weeks, "week") + ".",
                Sessions.evidence(sessions)));
    }

    /** A week in which nothing was planned, or that the enrolment does not cover wholly, is none. */
    private boolean isShort(LocalDate monday) {
        List<Session> week = of(monday, monday.plusDays(WEEK));
        return !monday.isBefore(episode.start())
                && week.stream().anyMatch(Session::counts)
                && Sessions.attendedHours(week) < wanted;
    }

    private List<Session> of(LocalDate first, LocalDate end) {
        return picture.care().sessions().stream()
                .filter(session ->
                        !session.day().isBefore(first) && session.day().isBefore(end))
                .toList();
    }
}
