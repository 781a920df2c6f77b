package health.throughline.search.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number as asked: its value, and the range its written precision implies (100 means 99.5 to 100.5). */
public record NumberRange(BigDecimal value, BigDecimal low, BigDecimal high) {

    private static final int LONGEST = 40;
    private static final int LARGEST_EXPONENT = 300;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+ -]?[0-9]{1,4})?");

    /** A blank in the exponent is a plus sign that was not encoded in a URL. */
    public static Optional<NumberRange> parse(String text) {
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(text.replace(' ', '+'));
        if (Math.abs((long) exact.scale()) > LARGEST_EXPONENT
                || Math.abs((long) exact.precision() - exact.scale()) > LARGEST_EXPONENT) {
            return Optional.empty();
        }
        BigDecimal half = new BigDecimal("0.5").scaleByPowerOfTen(-exact.scale());
        return Optional.of(new NumberRange(exact, exact.subtract(half), exact.add(half)));
    }

    /** The same in a unit of which {@code to} make what {@code from} of the present one make. */
    public NumberRange converted(BigDecimal from, BigDecimal to) {
        return new NumberRange(converted(value, from, to), converted(low, from, to), converted(high, from, to));
    }

    private static BigDecimal converted(BigDecimal number, BigDecimal from, BigDecimal to) {
        return number.multiply(from).divide(to, MathContext.DECIMAL128);
    }
}
