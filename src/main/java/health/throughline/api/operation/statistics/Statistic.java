package health.throughline.api.operation.statistics;

import health.throughline.fhir.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statistics that can be asked for.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-observation-statistics.html">R4 StatisticsCode</a>
 */
enum Statistic {
    AVERAGE("average", "Average", Unit.OF_VALUE, Sample::average),
    MAXIMUM("maximum", "Maximum", Unit.OF_VALUE, Sample::maximum),
    MINIMUM("minimum", "Minimum", Unit.OF_VALUE, Sample::minimum),
    COUNT("count", "Count", Unit.COUNTED, sample -> OptionalDouble.of(sample.count())),
    TOTAL_COUNT("total-count", "Total Count", Unit.COUNTED, sample -> OptionalDouble.empty()),
    MEDIAN("median", "Median", Unit.OF_VALUE, sample -> sample.percentile(0.5)),
    STD_DEV("std-dev", "Standard Deviation", Unit.OF_VALUE, Sample::standardDeviation),
    SUM("sum", "Sum", Unit.OF_VALUE, Sample::sum),
    VARIANCE("variance", "Variance", Unit.SQUARED, Sample::variance),
    PERCENT_20("20-percent", "20th Percentile", Unit.OF_VALUE, sample -> sample.percentile(0.2)),
    PERCENT_80("80-percent", "80th Percentile", Unit.OF_VALUE, sample -> sample.percentile(0.8)),
    QUARTILE_LOWER("4-lower", "Lower Quartile", Unit.OF_VALUE, sample -> sample.percentile(0.25)),
    QUARTILE_UPPER("4-upper", "Upper Quartile", Unit.OF_VALUE, sample -> sample.percentile(0.75)),
    QUARTILE_DEVIATION("4-dev", "Quartile Deviation", Unit.OF_VALUE, Sample::quartileDeviation),
    QUINTILE_1("5-1", "1st Quintile", Unit.OF_VALUE, sample -> sample.percentile(0.2)),
    QUINTILE_2("5-2", "2nd Quintile", Unit.OF_VALUE, sample -> sample.percentile(0.4)),
    QUINTILE_3("5-3", "3rd Quintile", Unit.OF_VALUE, sample -> sample.percentile(0.6)),
    QUINTILE_4("5-4", "4th Quintile", Unit.OF_VALUE, sample -> sample.percentile(0.8)),
    SKEW("skew", "Skew", Unit.NONE, Sample::skew),
    KURTOSIS("kurtosis", "Kurtosis", Unit.NONE, Sample::kurtosis),
    REGRESSION("regression", "Regression", Unit.OF_VALUE, sample -> OptionalDouble.empty());

    /** What a result is measured in. */
    enum Unit {
        OF_VALUE,
        SQUARED,
        NONE,
        COUNTED
    }

    private final String code;
    private final String display;
    private final Unit unit;
    private final Function<Sample, OptionalDouble> computation;

    Statistic(String code, String display, Unit unit, Function<Sample, OptionalDouble> computation) {
        this.code = code;
        this.display = display;
        this.unit = unit;
        this.computation = computation;
    }

    /** The definition of the operation itself writes max and min. */
    static Statistic of(String asked) {
        String text = asked.toLowerCase(Locale.ROOT);
        String code = text.equals("max") ? MAXIMUM.code : text.equals("min") ? MINIMUM.code : text;
        return Arrays.stream(values())
                .filter(statistic -> statistic.code.equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("'statistic' takes: "
                        + Arrays.stream(values()).map(Statistic::code).collect(Collectors.joining(", ")) + "."));
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }

    Unit unit() {
        return unit;
    }

    OptionalDouble of(Sample sample) {
        return computation.apply(sample);
    }
}
