package health.throughline.fhir.expression;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.PrimitiveType;

/** The work that the expressions of one run may do together: whoever uploads a Questionnaire cannot keep a server busy. */
final class Budget {

    private static final long UNITS = 500_000;
    private static final long NANOSECONDS = 3_000_000_000L;
    private static final int SPENDINGS_PER_CLOCK_READING = 64;
    private static final int LOOKS_PER_UNIT = 100;
    private static final int LONGEST = 100_000;
    private static final int DIGITS = 200;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long start = THREADS.getCurrentThreadCpuTime();
    private long left = UNITS;
    private int spendings;
    private int looks;

    /** Counts one step and what it found. */
    void spend(List<Base> found) {
        spend(1 + found.size());
        for (Base value : found) {
            if (value instanceof DecimalType decimal) {
                checkNumber(decimal.getValue());
            } else if (value instanceof PrimitiveType<?> primitive) {
                checkLength(primitive.getValueAsString());
            }
        }
    }

    void spend(long units) {
        left -= units;
        if (left < 0 || ++spendings % SPENDINGS_PER_CLOCK_READING == 0 && late()) {
            throw new Exhausted();
        }
    }

    /** Counts one look of a regular expression at a character. */
    void look() {
        if (++looks == LOOKS_PER_UNIT) {
            looks = 0;
            spend(1);
        }
    }

    /** By the time of the processor, so that a busy machine does not make a response unscorable. */
    private boolean late() {
        return THREADS.getCurrentThreadCpuTime() - start > NANOSECONDS;
    }

    private void checkLength(String text) {
        if (text != null) {
            spend(text.length() / 100);
            if (text.length() > LONGEST) {
                throw new Exhausted();
            }
        }
    }

    /** Adding to 1E999999999 would write out its digits. */
    private static void checkNumber(BigDecimal number) {
        if (number != null && (Math.abs((long) number.scale()) > DIGITS || number.precision() > DIGITS)) {
            throw new Exhausted();
        }
    }

    /** Tells that an expression does more than any form needs. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too much work", null, false, false);
        }
    }
}
