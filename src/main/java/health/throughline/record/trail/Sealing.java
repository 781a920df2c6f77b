package health.throughline.record.trail;

import health.throughline.event.Follower;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.SealTable;
import health.throughline.store.trail.SealTable.Position;
import health.throughline.store.trail.SealTable.Seal;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals new rows of the audit trail, one server at a time, and says in the log how far the seals have come. */
final class Sealing implements Follower, AutoCloseable {

    /** Most rows under one seal: what a check has to hold in memory. */
    static final int MOST_ROWS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final long HOUR_MILLIS = 3_600_000;

    private final SealTable seals;
    private final StoreLocks locks;
    private final Clock clock;
    private Position sealed = Position.START;
    private long logged;
    private boolean started;

    Sealing(SealTable seals, StoreLocks locks, Clock clock) {
        this.seals = seals;
        this.locks = locks;
        this.clock = clock;
    }

    @Override
    public synchronized void follow() {
        if (!started) {
            start();
        }
        if (!seals.settled(sealed, 1).isEmpty()) {
            locks.ifFree("audit-seal", this::seal);
        }
    }

    private void start() {
        started = true;
        seals.last().ifPresent(last -> sealed = last.until());
        LOG.info(
                "The audit trail takes new rows only: {}",
                !seals.guarded()
                        ? "NO LONGER, its triggers were switched off or removed"
                        : seals.separateOwner()
                                ? "its tables belong to a role of their own, and triggers refuse everybody"
                                : "triggers refuse changes; this server's user could still remove them");
        if (seals.restoredFromDump()) {
            LOG.error("The audit trail was restored from a dump into another PostgreSQL: what is added from now on "
                    + "cannot be sealed until its transaction numbers are past the old ones; see audit.md, Restoring");
        }
    }

    private void seal() {
        Seal last = seals.last().orElse(null);
        sealed = last == null ? Position.START : last.until();
        List<AuditRow> rows = seals.settled(sealed, MOST_ROWS);
        while (!rows.isEmpty()) {
            last = SealChain.next(last, rows, clock.millis());
            seals.insert(last);
            sealed = last.until();
            rows = rows.size() < MOST_ROWS ? List.of() : seals.settled(sealed, MOST_ROWS);
        }
        report(last);
    }

    /** Logs are often kept elsewhere: what stands there shows whether seals were made anew or cut off later. */
    private void report(@Nullable Seal last) {
        if (last != null && clock.millis() - logged > HOUR_MILLIS) {
            logged = clock.millis();
            LOG.info("Audit seal {} is {}", last.number(), HexFormat.of().formatHex(last.hash()));
        }
    }

    /** The last rows of a server that stops. */
    @Override
    public void close() {
        try {
            follow();
        } catch (RuntimeException e) {
            LOG.warn("The last audit rows are left to be sealed at the next start: {}", e.getMessage());
        }
    }
}
