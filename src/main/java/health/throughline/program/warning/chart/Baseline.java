package health.throughline.program.warning.chart;

import java.util.Arrays;

/**
 * A person's usual level and spread.
 *
 * @param count of the values it was taken from
 * @param correlation of values of days that follow each other, drawn towards that of all persons
 */
public record Baseline(double mean, double spread, int count, double correlation) {

    /** Lag-one correlation of daily ratings of mood, as the simulation has it, and its weight in days. */
    private static final double PRIOR_CORRELATION = 0.3;

    private static final double PRIOR_DAYS = 28;
    private static final double MOST_CORRELATION = 0.7;

    /** Of the median's spread to the standard deviation, for normal values. */
    private static final double MAD = 1.4826;

    private static final double FAR = 2;

    /** Standard deviation lost by drawing in at FAR, for normal values. */
    private static final double DRAWN_IN = 0.977;

    /** The square of the error of the mean, in squares of the spread. */
    double meanError(boolean correlated) {
        double factor = correlated ? (1 + correlation) / (1 - correlation) : 1;
        return factor / count;
    }

    /** @param values by day, NaN where there is none */
    static Baseline of(double[] values, int length, boolean[] left, BaselineSettings settings) {
        double[] known = new double[length];
        int count = 0;
        for (int day = 0; day < length; day++) {
            if (!Double.isNaN(values[day]) && !left[day]) {
                known[count++] = values[day];
            }
        }
        double[] taken = Arrays.copyOf(known, count);
        double correction = settings.robust() ? DRAWN_IN : 1;
        if (settings.robust()) {
            drawIn(taken, settings);
        }
        double mean = Arrays.stream(taken).sum() / count;
        double squares = 0;
        for (double value : taken) {
            squares += (value - mean) * (value - mean);
        }
        squares /= correction * correction;
        double variance = (settings.priorWeight() * settings.priorSpread() * settings.priorSpread() + squares)
                / (settings.priorWeight() + count - 1);
        double spread = Math.max(settings.minSpread(), Math.sqrt(variance));
        return new Baseline(mean, spread, count, correlation(values, length, mean, spread));
    }

    /** Values further than FAR spreads from the median are set there (Huber). */
    private static void drawIn(double[] values, BaselineSettings settings) {
        double median = median(values.clone());
        double[] away = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            away[i] = Math.abs(values[i] - median);
        }
        double reach = FAR * Math.max(settings.minSpread(), MAD * median(away));
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(median - reach, Math.min(median + reach, values[i]));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static double correlation(double[] values, int length, double mean, double spread) {
        double products = 0;
        int pairs = 0;
        for (int day = 1; day < length; day++) {
            double product = (values[day] - mean) * (values[day - 1] - mean);
            if (!Double.isNaN(product)) {
                products += product;
                pairs++;
            }
        }
        double found = products / (spread * spread);
        double drawn = (PRIOR_DAYS * PRIOR_CORRELATION + found) / (PRIOR_DAYS + pairs);
        return Math.max(0, Math.min(MOST_CORRELATION, drawn));
    }
}
