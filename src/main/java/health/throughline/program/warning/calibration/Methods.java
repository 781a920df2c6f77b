package health.throughline.program.warning.calibration;

import health.throughline.program.warning.chart.BaselineSettings;
import health.throughline.program.warning.chart.ChartSettings;
import health.throughline.program.warning.chart.DriftChart;
import health.throughline.program.warning.chart.Shipped;
import java.util.LinkedHashMap;
import java.util.Map;

/** The charts that are compared, from the textbook's to the one that ships. */
final class Methods {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private Methods() {}

    /** By name, in the order of the table. */
    static Map<String, Trial.Method> all() {
        Map<String, Trial.Method> methods = new LinkedHashMap<>();
        methods.put("EWMA, 14 days, plain spread", chart(0.2, NONE, false, fixed(14, 0, 1e-9, false)));
        methods.put("EWMA, 14 days, shrunk spread", chart(0.2, NONE, false, fixed(14, 0, 7, false)));
        methods.put("the same, again at day 28", chart(0.2, NONE, false, fixed(14, 28, 7, false)));
        methods.put("the same, robust (Huber) baseline", chart(0.2, NONE, false, fixed(14, 28, 7, true)));
        methods.put("the same, limits reckon with correlation", correlated());
        methods.put(
                "the same, limits reckon with the baseline's error", chart(0.2, NONE, true, fixed(14, 28, 7, false)));
        methods.put("the same, days capped at 2 spreads", chart(0.2, 2, true, fixed(14, 28, 7, false)));
        methods.put("14 days only, capped, baseline's error", chart(0.2, 2, true, fixed(14, 0, 7, false)));
        methods.put("rolling baseline, nothing else", chart(0.2, NONE, false, rolling(14)));
        methods.put("rolling, capped, baseline's error (ships)", of(Shipped.SETTINGS));
        methods.put("the same, weight 0.15", chart(0.15, 2, true, rolling(14)));
        methods.put("the same, weight 0.3", chart(0.3, 2, true, rolling(14)));
        methods.put("the same, lag 7", chart(0.2, 2, true, rolling(7)));
        methods.put(
                "CUSUM k 0.5, 14 days, shrunk",
                (values, limit) ->
                        DriftChart.summed(values, settings(0.2, NONE, false, fixed(14, 0, 7, false)), 0.5, limit));
        return methods;
    }

    static Trial.Method of(ChartSettings settings) {
        return (values, limit) -> DriftChart.weighted(values, settings, limit);
    }

    private static Trial.Method chart(double lambda, double cap, boolean uncertain, BaselineSettings baseline) {
        return of(settings(lambda, cap, uncertain, baseline));
    }

    private static ChartSettings settings(double lambda, double cap, boolean uncertain, BaselineSettings baseline) {
        return new ChartSettings(lambda, cap, false, uncertain, 7, 7, baseline);
    }

    private static Trial.Method correlated() {
        return of(new ChartSettings(0.2, NONE, true, false, 7, 7, fixed(14, 28, 7, false)));
    }

    private static BaselineSettings fixed(int days, int again, double priorWeight, boolean robust) {
        return new BaselineSettings(days, 10, again, 0, priorWeight, 1.2, 0.5, robust);
    }

    private static BaselineSettings rolling(int lag) {
        return new BaselineSettings(14, 10, 28, lag, 7, 1.2, 0.5, false);
    }
}
