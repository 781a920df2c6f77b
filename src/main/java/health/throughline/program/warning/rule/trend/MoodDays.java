package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.chart.ChartEpisode;
import health.throughline.program.warning.chart.DriftChart;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How hard each day of the enrolment felt, as a chart takes it. */
final class MoodDays {

    private final PatientPicture picture;
    private final List<Reading> days;

    MoodDays(PatientPicture picture) {
        this.picture = picture;
        Optional<LocalDate> start = picture.care().treatment().map(Episode::start);
        this.days = picture.readings().daily("affect-composite").stream()
                .filter(day -> start.isEmpty() || !day.day().isBefore(start.get()))
                .toList();
    }

    /** By day from the first check-in to the newest, NaN where there was none. */
    double[] values() {
        if (days.isEmpty()) {
            return new double[0];
        }
        double[] values = new double[number(days.get(days.size() - 1).day()) + 1];
        Arrays.fill(values, Double.NaN);
        days.forEach(day -> values[number(day.day())] = day.value());
        return values;
    }

    private int number(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(days.get(0).day(), day);
    }

    /** The episode that is open now; one after whose last alarm too many days have passed is over, whatever is missing. */
    Optional<ChartEpisode> open(DriftChart chart, int quietDays) {
        List<ChartEpisode> episodes = chart.episodes();
        return episodes.isEmpty()
                ? Optional.empty()
                : Optional.of(episodes.get(episodes.size() - 1))
                        .filter(ChartEpisode::open)
                        .filter(episode ->
                                !day(episode.last()).isBefore(picture.today().minusDays(quietDays - 1L)));
    }

    private LocalDate day(int number) {
        return days.get(0).day().plusDays(number);
    }

    Warning warning(
            ChartEpisode episode, RuleParameters parameters, Warning.Severity severity, boolean amber, String text) {
        LocalDate first = day(episode.first());
        LocalDate last = day(episode.last());
        List<Reading> evidence = days.stream()
                .filter(one -> !one.day().isBefore(first) && !one.day().isAfter(last))
                .toList();
        return new Warning(
                parameters.code(),
                severity,
                amber,
                picture.startOf(first),
                text + ", since " + first + ".",
                Runs.evidence(evidence));
    }
}
