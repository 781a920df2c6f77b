package health.throughline.api.operation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Against the examples of Excel's documentation, and values computed by SciPy (bias=False, linear percentiles). */
class SampleTest {

    private static final Sample TEN = new Sample(List.of(3d, 4d, 5d, 2d, 3d, 4d, 5d, 6d, 4d, 7d));
    private static final Sample STRENGTH =
            new Sample(List.of(1345d, 1301d, 1368d, 1322d, 1310d, 1370d, 1318d, 1350d, 1303d, 1299d));

    private static void is(OptionalDouble actual, double expected) {
        assertThat(actual.getAsDouble()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void skew_and_kurtosis_are_those_of_spreadsheets() {
        is(TEN.skew(), 0.359543071);
        is(TEN.kurtosis(), -0.151799637);
    }

    @Test
    void variance_and_deviation_are_those_of_a_sample() {
        is(STRENGTH.variance(), 754.2666667);
        is(STRENGTH.standardDeviation(), 27.46391572);
    }

    @Test
    void percentiles_stand_between_values_in_proportion() {
        is(new Sample(List.of(1d, 2d, 3d, 4d)).percentile(0.3), 1.9);
        is(new Sample(List.of(1d, 2d, 4d, 7d, 8d, 9d, 10d, 12d)).percentile(0.25), 3.5);
        is(TEN.percentile(0.5), 4);
        is(TEN.percentile(0.2), 3);
        is(TEN.percentile(0.8), 5.2);
        is(TEN.quartileDeviation(), 0.875);
    }

    @Test
    void average_sum_and_bounds() {
        is(TEN.average(), 4.3);
        is(TEN.sum(), 43);
        is(TEN.minimum(), 2);
        is(TEN.maximum(), 7);
        assertThat(TEN.count()).isEqualTo(10);
    }

    @Test
    void too_few_values_have_no_such_statistic() {
        Sample none = new Sample(List.of());
        assertThat(none.average()).isEmpty();
        assertThat(none.sum()).isEmpty();
        assertThat(none.percentile(0.5)).isEmpty();
        assertThat(none.quartileDeviation()).isEmpty();
        assertThat(new Sample(List.of(1d)).variance()).isEmpty();
        assertThat(new Sample(List.of(1d, 2d)).skew()).isEmpty();
        assertThat(new Sample(List.of(1d, 2d, 3d)).kurtosis()).isEmpty();
        assertThat(new Sample(List.of(5d, 5d, 5d, 5d)).skew()).isEmpty();
        is(new Sample(List.of(5d)).percentile(0.8), 5);
    }

    @Test
    void a_line_comes_closest_to_its_points() {
        double[] y = {2, 3, 9, 1, 8, 7, 5};
        double[] x = {6, 5, 11, 7, 5, 4, 4};
        List<Line.Point> points = java.util.stream.IntStream.range(0, y.length)
                .mapToObj(i -> new Line.Point(x[i], y[i]))
                .toList();
        assertThat(Line.through(points).orElseThrow().gradient()).isCloseTo(0.305555556, within(1e-6));
        assertThat(Line.through(points.subList(0, 5)).orElseThrow().intercept()).isCloseTo(0.048387097, within(1e-6));
        assertThat(Line.through(points.subList(0, 1))).isEmpty();
    }
}
