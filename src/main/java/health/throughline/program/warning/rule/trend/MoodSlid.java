package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.chart.ChartSettings;
import health.throughline.program.warning.chart.DriftChart;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** Small changes of the daily check-ins in the same direction add up. */
public final class MoodSlid implements WarningRule {

    @Override
    public String code() {
        return "mood-cusum";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        MoodDays days = new MoodDays(picture);
        ChartSettings settings = MoodSettings.standard();
        DriftChart chart = DriftChart.summed(days.values(), settings, parameters.number("k"), parameters.number("h"));
        return days.open(chart, settings.quietDays())
                .map(episode -> days.warning(
                        episode,
                        parameters,
                        parameters.severity(),
                        parameters.informs(),
                        "Small changes have added up to " + Words.number(episode.highest()) + " spreads"))
                .map(List::of)
                .orElseGet(List::of);
    }
}
