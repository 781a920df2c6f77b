package health.throughline.program.warning.chart;

/** The exponentially weighted mean, in its own standard deviations from the usual level. */
final class WeightedMean implements DriftChart.Statistic {

    private final ChartSettings settings;
    private Baseline baseline = new Baseline(0, 1, 1, 0);
    private double mean;
    private int days;

    WeightedMean(ChartSettings settings) {
        this.settings = settings;
    }

    @Override
    public void use(Baseline newer) {
        if (days == 0) {
            mean = newer.mean();
        }
        baseline = newer;
    }

    @Override
    public void reset() {
        mean = baseline.mean();
        days = 0;
    }

    @Override
    public double add(double value) {
        double lambda = settings.lambda();
        double reach = settings.cap() * baseline.spread();
        double away = Math.max(-reach, Math.min(reach, value - baseline.mean()));
        days++;
        mean = lambda * (baseline.mean() + away) + (1 - lambda) * mean;
        return (mean - baseline.mean()) / (baseline.spread() * Math.sqrt(variance(lambda)));
    }

    private double variance(double lambda) {
        double own = lambda / (2 - lambda) * (1 - Math.pow(1 - lambda, 2.0 * days));
        if (settings.correlated()) {
            double kept = baseline.correlation() * (1 - lambda);
            own *= (1 + kept) / (1 - kept);
        }
        return settings.uncertain() ? own + baseline.meanError(settings.correlated()) : own;
    }
}
