package health.throughline.delivery;

import health.throughline.event.EventHandler;
import health.throughline.store.event.EventTable;
import health.throughline.store.event.EventTable.Event;
import health.throughline.store.event.EventTable.Position;
import health.throughline.store.event.PositionTable;
import health.throughline.store.event.PositionTable.Standing;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.sql.Transactions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of the outbox to their handlers: of several servers on one database, one at a time brings those of a
 * handler. A handler's work and its position are committed together, so nothing is done twice or forgotten.
 */
final class EventDispatcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 5;

    /** Where a step has come to, and whether there may be more. */
    private record Reached(Position position, boolean more) {}

    private final List<EventHandler> handlers;
    private final EventTable events;
    private final PositionTable positions;
    private final Transactions transactions;
    private final StoreLocks locks;
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<String, Position> seen = new HashMap<>();

    EventDispatcher(
            List<EventHandler> handlers,
            EventTable events,
            PositionTable positions,
            Transactions transactions,
            StoreLocks locks) {
        this.handlers = List.copyOf(handlers);
        this.events = events;
        this.positions = positions;
        this.transactions = transactions;
        this.locks = locks;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            handlers.forEach(this::bring);
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void bring(EventHandler handler) {
        if (System.nanoTime() - waiting.getOrDefault(handler.name(), Long.MIN_VALUE / 2) < 0) {
            return;
        }
        try {
            if (nothing(handler)) {
                return;
            }
            locks.ifFree("events-" + handler.name(), () -> {
                while (step(handler) && !Thread.currentThread().isInterrupted()) {
                    waiting.remove(handler.name());
                }
            });
        } catch (RuntimeException | Error e) {
            // An error as well: whatever befalls one handler, the thread goes on for all of them.
            LOG.warn("{} has to wait: {}", handler.name(), e.getMessage());
            waiting.put(
                    handler.name(), System.nanoTime() + Duration.ofSeconds(1).toNanos());
        }
    }

    /** Whether nothing has happened since the last time; asked without the lock, for most often it is so. */
    private boolean nothing(EventHandler handler) {
        Position last = seen.get(handler.name());
        return last != null && events.after(last, 1).isEmpty();
    }

    /** One transaction; whether there may be more. */
    private boolean step(EventHandler handler) {
        Standing standing = transactions.write(() -> positions.of(handler.name()));
        int limit = standing.attempts() == 0 ? BATCH : 1;
        try {
            Reached reached = transactions.write(() -> reach(handler, standing.position(), limit));
            seen.put(handler.name(), reached.position());
            return reached.more();
        } catch (RuntimeException | Error e) {
            failed(handler, standing, e);
            return false;
        }
    }

    private Reached reach(EventHandler handler, Position from, int limit) {
        List<Event> next = events.after(from, limit);
        List<Event> wanted = next.stream()
                .filter(event -> handler.types().contains(event.type()))
                .toList();
        if (!wanted.isEmpty()) {
            handler.handle(wanted);
        }
        if (next.isEmpty()) {
            return new Reached(from, false);
        }
        Position last = next.get(next.size() - 1).position();
        positions.done(handler.name(), last);
        return new Reached(last, next.size() == limit);
    }

    private void failed(EventHandler handler, Standing standing, Throwable why) {
        String failure = why.getClass().getSimpleName() + ": " + why.getMessage();
        LOG.warn("{}: attempt {} failed: {}", handler.name(), standing.attempts() + 1, failure);
        waiting.put(
                handler.name(),
                System.nanoTime()
                        + Duration.ofMillis(500L << standing.attempts()).toNanos());
        transactions.write(() -> {
            List<Event> next = events.after(standing.position(), 1);
            if (standing.attempts() >= ATTEMPTS && !next.isEmpty()) {
                positions.leftUndone(handler.name(), next.get(0), failure);
            } else {
                positions.failed(handler.name(), failure);
            }
            return standing;
        });
    }
}
