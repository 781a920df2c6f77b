package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.chart.ChartEpisode;
import health.throughline.program.warning.chart.ChartSettings;
import health.throughline.program.warning.chart.DriftChart;
import health.throughline.program.warning.chart.Limits;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The daily check-ins drift from the client's own usual level. */
public final class MoodDrifted implements WarningRule {

    @Override
    public String code() {
        return "mood-ewma";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        MoodDays days = new MoodDays(picture);
        ChartSettings settings = MoodSettings.of(parameters);
        double red = Limits.shipped().of(parameters.number("false-alarms"));
        DriftChart chart = DriftChart.weighted(days.values(), settings, red * parameters.number("amber-share"));
        return days.open(chart, settings.quietDays())
                .map(episode -> warning(days, episode, parameters, red))
                .map(List::of)
                .orElseGet(List::of);
    }

    private static Warning warning(MoodDays days, ChartEpisode episode, RuleParameters parameters, double red) {
        boolean isRed = episode.highest() > red;
        return days.warning(
                episode,
                parameters,
                isRed ? parameters.severity() : Warning.Severity.LOW,
                !isRed,
                "Check-ins lie above the client's usual level, by up to " + Words.number(episode.highest())
                        + " (red from " + Words.number(red) + ")");
    }
}
