package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.chart.BaselineSettings;
import health.throughline.program.warning.chart.ChartSettings;
import health.throughline.program.warning.chart.Shipped;

/** The charts of the daily check-ins, as the parameters of their rules have them. */
final class MoodSettings {

    private MoodSettings() {}

    static ChartSettings of(RuleParameters parameters) {
        ChartSettings shipped = Shipped.SETTINGS;
        return new ChartSettings(
                parameters.number("lambda"),
                parameters.number("cap"),
                shipped.correlated(),
                shipped.uncertain(),
                parameters.whole("reset-gap-days"),
                shipped.quietDays(),
                new BaselineSettings(
                        parameters.whole("baseline-days"),
                        parameters.whole("baseline-min-days"),
                        parameters.whole("re-estimate-day"),
                        shipped.baseline().lag(),
                        parameters.number("prior-weight"),
                        shipped.baseline().priorSpread(),
                        parameters.number("min-spread"),
                        shipped.baseline().robust()));
    }

    static ChartSettings standard() {
        return Shipped.SETTINGS;
    }
}
