package health.throughline.program.warning.calibration;

import health.throughline.program.warning.chart.DriftChart;
import health.throughline.program.warning.chart.Shipped;
import java.util.Arrays;

/**
 * Tries a chart on a population. An episode begins at amber, and is red when it reaches red.
 *
 * @param people how many of them
 */
record Trial(Population population, int people) {

    /** Days within which a change has to be found. */
    static final int WITHIN = 21;

    /** The usual level of everybody is known by then. */
    private static final int FIRST_CHANGE = 28;

    private static final int BASELINE_DAYS = 14;
    private static final double WEEK = 7;
    private static final double HIGHEST = 12;
    private static final int HALVINGS = 14;

    /** One way to chart somebody's days. */
    interface Method {

        /** @param amber where episodes begin */
        DriftChart chart(double[] values, double amber);
    }

    /**
     * Which changes are found.
     *
     * @param share of them, within 21 days
     * @param days from the change to the first alarm, the median of those found
     */
    record Found(double share, double days) {}

    /** Episodes that reach {@code least}, of people to whom nothing happens, in 100 weeks after the first 14 days. */
    double falseAlarms(Method method, double red, double least) {
        long episodes = 0;
        long days = 0;
        for (int i = 0; i < people; i++) {
            double[] values = population.person(i, Population.Change.STEP, 0, 0);
            episodes += method.chart(values, red * Shipped.AMBER_SHARE).episodes().stream()
                    .filter(episode -> episode.highest() > least)
                    .count();
            days += values.length - BASELINE_DAYS;
        }
        return 100 * episodes / (days / WEEK);
    }

    /** The lowest limit of red that keeps within {@code falseAlarms}. */
    double limit(Method method, double falseAlarms) {
        double low = 0;
        double high = HIGHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (falseAlarms(method, middle, middle) > falseAlarms) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** How many changes of {@code size} are found in time, and how fast. */
    Found found(Method method, double red, Population.Change change, double size) {
        double[] delays = new double[people];
        int found = 0;
        for (int i = 0; i < people; i++) {
            int start = FIRST_CHANGE + i % (population.days() - FIRST_CHANGE - WITHIN);
            double[] values = population.person(i, change, start, size);
            int delay = delay(method.chart(values, red * Shipped.AMBER_SHARE), red, start);
            if (delay >= 0) {
                delays[found++] = delay;
            }
        }
        double[] sorted = Arrays.copyOf(delays, found);
        Arrays.sort(sorted);
        return new Found((double) found / people, found == 0 ? Double.NaN : sorted[found / 2]);
    }

    private static int delay(DriftChart chart, double red, int start) {
        double[] statistics = chart.statistics();
        for (int day = start; day < Math.min(statistics.length, start + WITHIN); day++) {
            if (statistics[day] > red) {
                return day - start;
            }
        }
        return -1;
    }
}
