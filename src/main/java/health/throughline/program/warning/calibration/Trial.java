package health.throughline.program.warning.calibration;

import health.throughline.program.warning.chart.ChartEpisode;
import health.throughline.program.warning.chart.DriftChart;
import java.util.Arrays;

/**
 * Tries a chart on a population.
 *
 * @param people how many of them
 */
public record Trial(Population population, int people) {

    /** Days within which a change has to be found. */
    public static final int WITHIN = 21;

    private static final int FIRST_CHANGE = 28;
    private static final double WEEK = 7;

    /** One way to chart somebody's days. */
    public interface Method {

        DriftChart chart(double[] values, double limit);
    }

    /** Episodes that reach {@code red}, of people to whom nothing happens, in 100 weeks under watch. */
    public double falseAlarms(Method method, double limit, double red, int baselineDays) {
        long episodes = 0;
        long days = 0;
        for (int i = 0; i < people; i++) {
            double[] values = population.person(i, Population.Change.STEP, 0, 0);
            DriftChart chart = method.chart(values, limit);
            episodes += chart.episodes().stream()
                    .filter(episode -> episode.highest() > red)
                    .count();
            days += values.length - baselineDays;
        }
        return 100 * episodes / (days / WEEK);
    }

    /** How many changes are found in time, and how fast. */
    public Performance found(Method method, double limit, double red, Population.Change change, double size) {
        double[] delays = new double[people];
        int found = 0;
        for (int i = 0; i < people; i++) {
            int start = FIRST_CHANGE + i % (population.days() - FIRST_CHANGE - WITHIN);
            int delay = delay(method.chart(population.person(i, change, start, size), limit), red, start);
            if (delay >= 0) {
                delays[found++] = delay;
            }
        }
        double[] sorted = Arrays.copyOf(delays, found);
        Arrays.sort(sorted);
        return new Performance(Double.NaN, size, (double) found / people, found == 0 ? Double.NaN : sorted[found / 2]);
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

    /** Of an episode that is red. */
    static boolean red(ChartEpisode episode, double red) {
        return episode.highest() > red;
    }
}
