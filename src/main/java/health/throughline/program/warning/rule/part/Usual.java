package health.throughline.program.warning.rule.part;

import health.throughline.program.warning.fact.Reading;
import java.util.List;
import java.util.OptionalDouble;

/** What is usual for a client: the median of the days before one day. */
public final class Usual {

    /** Fewer days do not say what is usual. */
    private static final int FEWEST = 5;

    private Usual() {}

    /** @param row one reading a day, oldest first */
    public static OptionalDouble before(List<Reading> row, Reading one, int days) {
        double[] values = row.stream()
                .filter(other -> other.day().isBefore(one.day())
                        && !other.day().isBefore(one.day().minusDays(days)))
                .mapToDouble(Reading::value)
                .sorted()
                .toArray();
        if (values.length < FEWEST) {
            return OptionalDouble.empty();
        }
        int half = values.length / 2;
        return OptionalDouble.of(values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2);
    }
}
