package health.throughline.program.careplan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is usual for a client: the median of the values of the {@value #DAYS} days before, and a range around it that holds
 * about nine of ten usual values. Median and median deviation are used because one hard day must not widen the range.
 *
 * @param baseline the usual level
 */
record UsualRange(double baseline, double low, double high) {

    private static final int DAYS = 28;
    private static final int LEAST = 5;

    /** Of a normal distribution: its standard deviation is that many median deviations, and 90 % lie within that many of it. */
    private static final double DEVIATION = 1.4826;

    private static final double NINE_OF_TEN = 1.645;

    /** A value and its time. */
    record Point(Instant at, double value) {}

    /** Before {@code at}; empty when too few values are known to say. */
    static Optional<UsualRange> before(Instant at, List<Point> points) {
        Instant first = at.minus(Duration.ofDays(DAYS));
        List<Double> values = points.stream()
                .filter(point -> point.at().isBefore(at) && !point.at().isBefore(first))
                .map(Point::value)
                .toList();
        if (values.size() < LEAST) {
            return Optional.empty();
        }
        double median = median(values);
        double spread = DEVIATION
                * NINE_OF_TEN
                * median(values.stream().map(value -> Math.abs(value - median)).toList());
        return Optional.of(new UsualRange(median, median - spread, median + spread));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(Double::compare);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
