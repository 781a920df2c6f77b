package health.throughline.program.warning.calibration;

import health.throughline.program.warning.chart.Limits;
import health.throughline.program.warning.chart.Shipped;
import java.io.PrintStream;
import java.util.Locale;

/** Makes the table of limits of the chart that ships, and compares it with others. */
public final class Calibration {

    /** Of the table that ships. */
    public static final long SEED = 20261127;

    public static final int PEOPLE = 4000;

    /** Items of the daily check-in's composite. */
    private static final int ITEMS = 9;

    private static final int DAYS = 84;
    private static final double CORRELATION = 0.3;
    private static final double MISSING = 0.2;
    private static final double FIRST = 1.6;
    private static final double LAST = 5;
    private static final double STEP = 0.2;

    private final Trial trial;

    private Calibration(Trial trial) {
        this.trial = trial;
    }

    public static Calibration of(long seed, int people) {
        return of(seed, people, ITEMS, CORRELATION);
    }

    /** @param items of the composite; 4 and a correlation of 0.5 is the harder case */
    public static Calibration of(long seed, int people, int items, double correlation) {
        return new Calibration(new Trial(new Population(seed, DAYS, items, correlation, MISSING), people));
    }

    /** What a limit of the chart that ships does. */
    public Limits.Row row(double limit) {
        Trial.Method method = Methods.of(Shipped.SETTINGS);
        Trial.Found two = trial.found(method, limit, Population.Change.STEP, 2);
        return new Limits.Row(
                limit,
                trial.falseAlarms(method, limit, limit),
                trial.falseAlarms(method, limit, 0),
                trial.found(method, limit, Population.Change.STEP, 1).share(),
                trial.found(method, limit, Population.Change.STEP, 1.5).share(),
                two.share(),
                two.days(),
                trial.found(method, limit, Population.Change.DRIFT, 2).share());
    }

    /** The file {@code limits.csv}. */
    public void table(PrintStream out) {
        out.println("limit,red,amber,one,one and a half,two,days,drift");
        for (int i = 0; FIRST + i * STEP <= LAST + STEP / 2; i++) {
            Limits.Row row = row(FIRST + i * STEP);
            out.printf(
                    Locale.ROOT,
                    "%.1f,%.3f,%.3f,%.3f,%.3f,%.3f,%.0f,%.3f%n",
                    row.limit(),
                    row.red(),
                    row.amber(),
                    row.one(),
                    row.oneAndHalf(),
                    row.two(),
                    row.days(),
                    row.drift());
        }
    }

    /** All charts at the limit that keeps each within {@code falseAlarms}, as rows of a table. */
    public void compare(double falseAlarms, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n| At %.1f false red alarms in 100 patient-weeks | limit | 1 SD | 1.5 SD | 2 SD | days | drift |%n"
                        + "|---|---|---|---|---|---|---|%n",
                falseAlarms);
        Methods.all().forEach((name, method) -> {
            double limit = trial.limit(method, falseAlarms);
            Trial.Found two = trial.found(method, limit, Population.Change.STEP, 2);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.0f %% | %.0f %% | %.1f %% | %.0f | %.0f %% |%n",
                    name,
                    limit,
                    100 * trial.found(method, limit, Population.Change.STEP, 1).share(),
                    100
                            * trial.found(method, limit, Population.Change.STEP, 1.5)
                                    .share(),
                    100 * two.share(),
                    two.days(),
                    100 * trial.found(method, limit, Population.Change.DRIFT, 2).share());
        });
    }
}
