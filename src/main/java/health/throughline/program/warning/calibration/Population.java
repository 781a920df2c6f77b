package health.throughline.program.warning.calibration;

import java.util.SplittableRandom;

/**
 * Simulated people who check in daily. Each has a level, a spread (log-normal around 1.2) and days that resemble the day
 * before; each of a check-in's items is a whole number from 0 to 10 that scatters around the day, and the value of a day is
 * the items' mean to one decimal. The same seed gives the same people.
 *
 * @param items of the composite
 * @param correlation of the value with that of the day before
 * @param missing share of days without a check-in
 */
public record Population(long seed, int days, int items, double correlation, double missing) {

    private static final double SPREAD = 1.2;
    private static final double SPREAD_OF_LOG = 0.35;
    private static final double LEVEL = 4;
    private static final double SPREAD_OF_LEVELS = 1.5;
    private static final double TOP = 10;

    /** Share of the variance of one item that is not the day's. */
    private static final double OF_ITEM = 0.64;

    /** How the level changes from some day on. */
    public enum Change {
        /** At once, and it stays. */
        STEP,
        /** By the same amount each day for four weeks. */
        DRIFT
    }

    private static final double DRIFT_DAYS = 28;

    /**
     * The days of one person, NaN where there was no check-in.
     *
     * @param start day of the change
     * @param size of the change, in that person's spreads; 0 for none
     */
    public double[] person(int number, Change change, int start, double size) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
        double spread = Math.exp(Math.log(SPREAD) + SPREAD_OF_LOG * random.nextGaussian());
        double level = Math.max(1, Math.min(8, LEVEL + SPREAD_OF_LEVELS * random.nextGaussian()));
        double ofDay = 1 - OF_ITEM / items;
        double daySpread = spread * Math.sqrt(ofDay);
        double itemSpread = spread * Math.sqrt(OF_ITEM);
        double resembling = Math.min(0.95, correlation / ofDay);
        double[] values = new double[days];
        double state = random.nextGaussian();
        for (int day = 0; day < days; day++) {
            double added = day < start ? 0 : size * spread * grown(change, day - start);
            double sum = 0;
            for (int item = 0; item < items; item++) {
                double answer = level + added + daySpread * state + itemSpread * random.nextGaussian();
                sum += Math.rint(Math.max(0, Math.min(TOP, answer)));
            }
            values[day] = random.nextDouble() < missing ? Double.NaN : Math.rint(10 * sum / items) / 10;
            state = resembling * state + Math.sqrt(1 - resembling * resembling) * random.nextGaussian();
        }
        return values;
    }

    private static double grown(Change change, int days) {
        return change == Change.STEP ? 1 : Math.min(1, (days + 1) / DRIFT_DAYS);
    }
}
