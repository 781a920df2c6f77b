package health.throughline.program.warning.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows one person's daily values and finds the episodes in which they lie above what is usual for that person. Days
 * without a value change nothing but by their number; the usual level is not taken anew while an episode is open.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1959.10489860">Roberts 1959</a>
 * @see <a href="https://doi.org/10.3758/s13428-023-02103-7">Schat 2023</a>
 */
public final class DriftChart {

    private final ChartSettings settings;
    private final Statistic statistic;
    private final double limit;
    private final double[] values;
    private final boolean[] left;
    private final double[] statistics;
    private final List<ChartEpisode> episodes = new ArrayList<>();
    private double highest;
    private int first = -1;
    private int last = -1;

    private DriftChart(double[] values, ChartSettings settings, Statistic statistic, double limit) {
        this.values = values;
        this.settings = settings;
        this.statistic = statistic;
        this.limit = limit;
        this.left = new boolean[values.length];
        this.statistics = new double[values.length];
        Arrays.fill(statistics, Double.NaN);
    }

    /**
     * By an exponentially weighted moving average.
     *
     * @param values by day from the first on, NaN where there is none; higher is worse
     * @param limit from which on there is an episode
     */
    public static DriftChart weighted(double[] values, ChartSettings settings, double limit) {
        return new DriftChart(values, settings, new WeightedMean(settings), limit).run();
    }

    /** By a cumulative sum: small changes in one direction add up. */
    public static DriftChart summed(double[] values, ChartSettings settings, double slack, double limit) {
        return new DriftChart(values, settings, new CumulativeSum(slack, limit), limit).run();
    }

    /** In their order. */
    public List<ChartEpisode> episodes() {
        return episodes;
    }

    /** The statistic of each day, NaN where there is none: before the usual level is known, and on days without a value. */
    public double[] statistics() {
        return statistics;
    }

    private DriftChart run() {
        int day = firstEnd();
        if (day > values.length) {
            return this;
        }
        statistic.use(Baseline.of(values, day, left, settings.baseline()));
        boolean again = settings.baseline().again() > day;
        int missing = 0;
        for (; day < values.length; day++) {
            again = estimateAgain(day, again);
            if (Double.isNaN(values[day])) {
                missing++;
            } else {
                if (missing >= settings.resetGap()) {
                    statistic.reset();
                }
                missing = 0;
                statistics[day] = statistic.add(values[day]);
            }
            judge(day);
        }
        if (first >= 0) {
            episodes.add(new ChartEpisode(first, last, highest, true));
        }
        return this;
    }

    /** The day after the first days that the usual level is taken from. */
    private int firstEnd() {
        int known = 0;
        for (int day = 0; day < values.length; day++) {
            known += Double.isNaN(values[day]) ? 0 : 1;
            if (known >= settings.baseline().fewest()
                    && day + 1 >= settings.baseline().days()) {
                return day + 1;
            }
        }
        return values.length + 1;
    }

    private boolean estimateAgain(int day, boolean due) {
        BaselineSettings baseline = settings.baseline();
        if (first >= 0 || day < baseline.again()) {
            return due;
        }
        int end = day - baseline.lag();
        if (baseline.lag() > 0) {
            if (end > baseline.days()) {
                statistic.use(Baseline.of(values, end, left, baseline));
            }
        } else if (due) {
            statistic.use(Baseline.of(values, day, left, baseline));
        }
        return false;
    }

    private void judge(int day) {
        boolean alarm = statistics[day] > limit;
        if (alarm) {
            first = first < 0 ? day : first;
            last = day;
            highest = Math.max(highest, statistics[day]);
        } else if (first >= 0 && day - last >= settings.quietDays()) {
            episodes.add(new ChartEpisode(first, last, highest, false));
            first = -1;
            highest = 0;
        }
        left[day] = first >= 0;
    }

    /** What is reckoned from day to day. */
    interface Statistic {

        void use(Baseline baseline);

        void reset();

        double add(double value);
    }
}
