package health.throughline.server.command;

import health.throughline.program.warning.calibration.Calibration;
import java.io.PrintStream;
import java.util.List;

/** Recomputes by simulation how often the chart of daily check-ins is wrong and how fast it is right. */
public final class CalibrateWarnings {

    /** The command as the first argument names it. */
    public static final String NAME = "calibrate-warnings";

    private static final String SEED = "--seed=";
    private static final String PEOPLE = "--people=";
    private static final String COMPARE = "--compare=";
    private static final String ITEMS = "--items=";
    private static final String CORRELATION = "--correlation=";

    private CalibrateWarnings() {}

    /**
     * Runs the command; what it has to say it prints.
     *
     * @return the exit code of the process
     */
    public static int run(List<String> arguments, PrintStream out) {
        try {
            Calibration calibration = Calibration.of(
                    (long) number(arguments, SEED, Calibration.SEED),
                    (int) number(arguments, PEOPLE, Calibration.PEOPLE),
                    (int) number(arguments, ITEMS, 9),
                    number(arguments, CORRELATION, 0.3));
            double budget = number(arguments, COMPARE, 0);
            if (budget > 0) {
                calibration.compare(budget, out);
            } else {
                calibration.table(out);
            }
            return 0;
        } catch (NumberFormatException e) {
            out.printf(
                    "Usage: %s [%s<number>] [%s<number>] [%s<number>] [%s<0 to 0.9>] [%s<false alarms in 100 "
                            + "patient-weeks>]%n",
                    NAME, SEED, PEOPLE, ITEMS, CORRELATION, COMPARE);
            return 2;
        }
    }

    private static double number(List<String> arguments, String option, double otherwise) {
        String text = GivenStore.option(arguments, option);
        return text.isEmpty() ? otherwise : Double.parseDouble(text);
    }
}
