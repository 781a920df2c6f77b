package health.throughline.api.operation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Numbers and what they amount to, as spreadsheets compute it: STDEV.S, VAR.S, PERCENTILE.INC, SKEW, KURT. Empty where
 * there are too few of them.
 */
final class Sample {

    private final double[] sorted;
    private final double sum;
    private final double mean;

    Sample(List<Double> values) {
        this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        this.sum = Arrays.stream(sorted).sum();
        this.mean = sum / sorted.length;
    }

    int count() {
        return sorted.length;
    }

    OptionalDouble sum() {
        return of(sum, 1);
    }

    OptionalDouble average() {
        return of(mean, 1);
    }

    OptionalDouble minimum() {
        return percentile(0);
    }

    OptionalDouble maximum() {
        return percentile(1);
    }

    /** @param share from 0 to 1; between two values in proportion */
    OptionalDouble percentile(double share) {
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return OptionalDouble.of(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }

    /** Half the distance between the quartiles. */
    OptionalDouble quartileDeviation() {
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (percentile(0.75).getAsDouble() - percentile(0.25).getAsDouble()) / 2);
    }

    OptionalDouble variance() {
        return of(deviations(2) / (sorted.length - 1.0), 2);
    }

    OptionalDouble standardDeviation() {
        return of(Math.sqrt(deviations(2) / (sorted.length - 1.0)), 2);
    }

    OptionalDouble skew() {
        double n = sorted.length;
        return of(n / ((n - 1) * (n - 2)) * standardized(3), 3);
    }

    OptionalDouble kurtosis() {
        double n = sorted.length;
        double scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3));
        double normal = 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
        return of(scale * standardized(4) - normal, 4);
    }

    private double deviations(int power) {
        return Arrays.stream(sorted).map(value -> Math.pow(value - mean, power)).sum();
    }

    private double standardized(int power) {
        double deviation = Math.sqrt(deviations(2) / (sorted.length - 1.0));
        return Arrays.stream(sorted)
                .map(value -> Math.pow((value - mean) / deviation, power))
                .sum();
    }

    private OptionalDouble of(double value, int least) {
        return sorted.length >= least && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
