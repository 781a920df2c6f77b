package health.throughline.server.command;

import health.throughline.record.trail.TrailCheck;
import health.throughline.store.start.CommandStore;
import health.throughline.store.start.StartRefused;
import health.throughline.store.trail.SealTable;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Checks that nobody has altered the audit trail, whether the server runs meanwhile or not. */
public final class VerifyAudit {

    /** The command as the first argument names it. */
    public static final String NAME = "verify-audit";

    private static final String HEAD = "--head=";
    private static final long EVERY_NANOS = 2_000_000_000L;

    private VerifyAudit() {}

    /**
     * Runs the command; what it has to say it prints.
     *
     * @return the exit code of the process: 0 when the trail is whole, 1 when not or when it could not be checked
     */
    public static int run(List<String> arguments, PrintStream out) {
        String head = GivenStore.option(arguments, HEAD);
        boolean known = arguments.stream().allMatch(one -> one.startsWith("--"));
        if (!known || !head.matches("([0-9a-fA-F]{64})?")) {
            out.printf("Usage: %s [%s<hash that an earlier check printed>] [--throughline.store.…=…]%n", NAME, HEAD);
            return 2;
        }
        try (CommandStore store = GivenStore.open(arguments, HEAD);
                Connection connection = store.connect()) {
            return told(check(SealTable.on(connection), head, out), out);
        } catch (StartRefused e) {
            out.println(e.getMessage() + " " + e.action());
        } catch (UncheckedIOException e) {
            out.println("A file could not be read: " + e.getMessage() + ".");
        } catch (SQLException e) {
            out.println("The database cannot be reached: " + e.getMessage() + ". See that it is up, and the settings "
                    + "throughline.store.url, username and password.");
        }
        return 1;
    }

    private static TrailCheck.Result check(SealTable seals, String head, PrintStream out) {
        long[] printed = {System.nanoTime()};
        return new TrailCheck(seals, System.currentTimeMillis()).run(head, rows -> {
            if (System.nanoTime() - printed[0] > EVERY_NANOS) {
                printed[0] = System.nanoTime();
                out.printf(Locale.ROOT, "  %,d rows are as they were written%n", rows);
            }
        });
    }

    private static int told(TrailCheck.Result result, PrintStream out) {
        out.printf(Locale.ROOT, "%,d rows under %,d seals are as they were written.%n", result.rows(), result.seals());
        if (result.broken().isPresent()) {
            out.println("THE AUDIT TRAIL WAS ALTERED, or cannot be proven whole. First place:");
            out.println(result.broken().get());
            return 1;
        }
        out.printf(Locale.ROOT, "%,d newer rows wait for the next seal.%n", result.unsealed());
        out.println("The audit trail is whole. Head: " + result.head());
        out.println("Keep the head where this server cannot write, and give it to the next check as " + HEAD + "…: "
                + "without it a trail cut off at its end, or made anew as a whole, cannot be told.");
        return 0;
    }
}
