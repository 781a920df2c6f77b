package health.throughline.search.value;

import java.math.BigDecimal;
import java.util.Optional;

/** A number as asked: its value, and the range its written precision implies (100 means 99.5 to 100.5). */
public record NumberRange(double value, double low, double high) {

    private static final int LONGEST = 40;
    private static final int LARGEST_EXPONENT = 300;

    public static Optional<NumberRange> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            BigDecimal exact = new BigDecimal(text);
            if (Math.abs((long) exact.scale()) > LARGEST_EXPONENT) {
                return Optional.empty();
            }
            BigDecimal half = new BigDecimal("0.5").scaleByPowerOfTen(-exact.scale());
            return Optional.of(new NumberRange(
                    exact.doubleValue(),
                    exact.subtract(half).doubleValue(),
                    exact.add(half).doubleValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
