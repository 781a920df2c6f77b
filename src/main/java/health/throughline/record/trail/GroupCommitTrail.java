package health.throughline.record.trail;

import health.throughline.fhir.Refusal;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the entries of many callers together. Whoever comes while nobody writes does so at once, without a change of
 * threads; whoever comes meanwhile waits, and the first of those writes next, for all of them. So one statement is under
 * way at a time, and no entry waits without its caller: at a shutdown there is nothing left to flush.
 */
public final class GroupCommitTrail implements AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitTrail.class);
    private static final int MOST_LINES = 2_000;

    private final AuditTable table;
    private final Deque<Submission> waiting = new ArrayDeque<>();
    private boolean writing;

    public GroupCommitTrail(AuditTable table) {
        this.table = table;
    }

    @Override
    public void record(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Submission mine = new Submission(TrailLines.of(entries));
        boolean interrupted = Thread.interrupted(); // or the connections of others would break with this caller
        try {
            if (mine.mustWrite(enter(mine))) {
                write();
            }
        } finally {
            if (mine.interrupted || interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** Whether nobody is writing, so that the newcomer has to. */
    private synchronized boolean enter(Submission mine) {
        waiting.add(mine);
        boolean free = !writing;
        writing = true;
        return free;
    }

    /** Writes for all who wait, then hands over to the first of those who have come meanwhile. */
    private void write() {
        List<Submission> batch = next();
        try {
            store(batch);
        } finally {
            batch.forEach(Submission::end);
            handOver();
        }
    }

    private synchronized List<Submission> next() {
        List<Submission> batch = new ArrayList<>();
        int lines = 0;
        while (!waiting.isEmpty()
                && (batch.isEmpty() || lines + waiting.peek().lines.size() <= MOST_LINES)) {
            Submission one = waiting.remove();
            lines += one.lines.size();
            batch.add(one);
        }
        return batch;
    }

    private synchronized void handOver() {
        Submission first = waiting.peek();
        writing = first != null;
        if (first != null) {
            first.turn();
        }
    }

    private void store(List<Submission> batch) {
        RuntimeException failure = failureOf(batch);
        boolean unreachable = failure instanceof Refusal;
        for (Submission one : batch) {
            RuntimeException its =
                    failure == null || unreachable || batch.size() == 1 ? failure : failureOf(List.of(one));
            one.failure = its == null ? null : refused(its);
        }
    }

    /** One that cannot be stored must not hold up the others, so after a failure each is tried alone. */
    private @Nullable RuntimeException failureOf(List<Submission> batch) {
        try {
            table.insert(batch.size() == 1 ? batch.get(0).lines : all(batch));
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static List<AuditLine> all(List<Submission> batch) {
        List<AuditLine> lines = new ArrayList<>();
        batch.forEach(one -> lines.addAll(one.lines));
        return lines;
    }

    private static Refusal refused(RuntimeException failure) {
        LOG.error(
                "The audit trail took no entry, so its request is refused ({}: {})",
                failure.getClass().getSimpleName(),
                failure.getMessage());
        return new Refusal(
                Refusal.Reason.UNAVAILABLE,
                "The audit trail cannot be written just now, and nothing is given out without it; try again.");
    }

    /** The entries of one caller, and what has become of them. */
    private static final class Submission {

        /** Stands when the writing thread dies of an error. */
        private static final Refusal UNDECIDED =
                new Refusal(Refusal.Reason.UNAVAILABLE, "The audit trail cannot be written just now; try again.");

        private final List<AuditLine> lines;
        private boolean ended;
        private boolean turn;
        private boolean interrupted;

        /** Why they are not stored; said before the end, by the thread that wrote or failed to. */
        private @Nullable Refusal failure = UNDECIDED;

        Submission(List<AuditLine> lines) {
            this.lines = lines;
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized void turn() {
            turn = true;
            notifyAll();
        }

        /** Waits for the end, or until its own caller has to write. */
        synchronized boolean mustWrite(boolean free) {
            while (!free && !ended && !turn) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true; // what is under way is stored all the same
                }
            }
            return !ended;
        }
    }
}
