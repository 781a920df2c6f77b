package health.throughline.server.command;

import health.throughline.store.term.load.LoadProgress;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what a load is at, and how fast. */
final class PrintedProgress implements LoadProgress {

    private static final long EVERY_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private long phaseStart = start;
    private long printed = start;
    private long rows;

    PrintedProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void phase(String name) {
        rows();
        rows = 0;
        phaseStart = System.nanoTime();
        printed = phaseStart;
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", (phaseStart - start) / 1e9, name);
    }

    @Override
    public void rows(long more) {
        rows += more;
        if (rows % 1_000 == 0 && System.nanoTime() - printed > EVERY_NANOS) {
            rows();
        }
    }

    private void rows() {
        printed = System.nanoTime();
        if (rows > 0) {
            double seconds = Math.max(0.001, (printed - phaseStart) / 1e9);
            out.printf(
                    Locale.ROOT,
                    "[%5.1f s]   %,d rows, %,.0f a second%n",
                    (printed - start) / 1e9,
                    rows,
                    rows / seconds);
        }
    }
}
