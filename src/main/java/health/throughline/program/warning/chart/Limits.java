package health.throughline.program.warning.chart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Which limit keeps false alarms within a budget, by the table that the command {@code calibrate-warnings} prints.
 *
 * @param rows of the table, the most false alarms first
 */
public record Limits(List<Row> rows) {

    private static final String FILE = "limits.csv";

    /**
     * One limit of red and what it does.
     *
     * @param limit of red; amber begins at {@link Shipped#AMBER_SHARE} of it
     * @param red false alarms in 100 patient-weeks
     * @param amber the same of amber
     * @param one share of changes by one spread that are found within 21 days
     * @param two the same of two spreads
     * @param days until half of those of two spreads are found
     * @param drift share of drifts by two spreads in four weeks that are found within 21 days
     */
    public record Row(
            double limit,
            double red,
            double amber,
            double one,
            double oneAndHalf,
            double two,
            double days,
            double drift) {

        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    Double.parseDouble(cells[0]),
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]),
                    Double.parseDouble(cells[6]),
                    Double.parseDouble(cells[7]));
        }
    }

    private static final class Read {

        private static final Limits SHIPPED = read();
    }

    public Limits {
        rows = rows.stream().sorted(Comparator.comparing(Row::limit)).toList();
    }

    /** The table of the chart that ships. */
    public static Limits shipped() {
        return Read.SHIPPED;
    }

    private static Limits read() {
        try (InputStream file = Limits.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing beside " + Limits.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new Limits(lines.lines().skip(1).map(Row::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The limit of red for a budget; between two rows in proportion, beyond the table its end.
     *
     * @param falseAlarms in 100 patient-weeks
     */
    public double of(double falseAlarms) {
        Row lower = rows.get(0);
        for (Row row : rows) {
            if (row.red() <= falseAlarms) {
                double share = lower.red() == row.red() ? 1 : (lower.red() - falseAlarms) / (lower.red() - row.red());
                return lower.limit() + Math.max(0, share) * (row.limit() - lower.limit());
            }
            lower = row;
        }
        return lower.limit();
    }
}
