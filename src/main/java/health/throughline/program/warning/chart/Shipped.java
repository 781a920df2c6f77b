package health.throughline.program.warning.chart;

/**
 * The chart that ships, which has won the comparison of {@code calibrate-warnings}: days far out count only as two spreads,
 * the limits are wider while the usual level is hardly known, and from the fourth week on it is taken anew each day from
 * what is older than two weeks.
 */
public final class Shipped {

    /** Where amber begins, as a share of where red does. */
    public static final double AMBER_SHARE = 0.75;

    public static final ChartSettings SETTINGS =
            new ChartSettings(0.2, 2, false, true, 7, 7, new BaselineSettings(14, 10, 28, 14, 7, 1.2, 0.5, false));

    private Shipped() {}
}
