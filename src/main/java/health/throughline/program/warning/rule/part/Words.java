package health.throughline.program.warning.rule.part;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers and words of the texts of warnings. */
public final class Words {

    private Words() {}

    /** With one decimal at most. */
    public static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** {@code count} of a thing whose plural ends in s. */
    public static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    public static String percent(double share) {
        return number(share * 100) + " %";
    }
}
