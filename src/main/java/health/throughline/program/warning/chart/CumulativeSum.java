package health.throughline.program.warning.chart;

/** The sum of what lies above the usual level by more than a slack, in spreads; it cannot grow far beyond the limit. */
final class CumulativeSum implements DriftChart.Statistic {

    private static final double BEYOND = 1.5;

    private final double slack;
    private final double most;
    private Baseline baseline = new Baseline(0, 1, 1, 0);
    private double sum;

    CumulativeSum(double slack, double limit) {
        this.slack = slack;
        this.most = limit * BEYOND;
    }

    @Override
    public void use(Baseline newer) {
        baseline = newer;
    }

    @Override
    public void reset() {
        sum = 0;
    }

    @Override
    public double add(double value) {
        sum = Math.min(most, Math.max(0, sum + (value - baseline.mean()) / baseline.spread() - slack));
        return sum;
    }
}
