package health.throughline.record;

import health.throughline.store.ResourceChange;
import health.throughline.store.sql.Transactions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners what is being written and what has been. */
final class WriteListeners {

    private static final Logger LOG = LoggerFactory.getLogger(WriteListeners.class);

    private final List<WriteListener> listeners;
    private final Set<String> types = new HashSet<>();

    WriteListeners(List<WriteListener> listeners) {
        this.listeners = List.copyOf(listeners);
        listeners.forEach(listener -> types.addAll(listener.types()));
    }

    /** Whether anybody listens to {@code type}. */
    boolean watch(String type) {
        return types.contains(type);
    }

    void before(ResourceChange change, List<ResourceChange> earlier) {
        String type = change.version().key().type();
        if (watch(type)) {
            listeners.stream()
                    .filter(listener -> listener.types().contains(type))
                    .forEach(listener -> listener.before(change, earlier));
        }
    }

    /** Tells of {@code changes} once the current transaction is committed. */
    void afterCommit(List<ResourceChange> changes) {
        if (changes.stream().anyMatch(change -> watch(change.version().key().type()))) {
            Transactions.afterCommit(() -> listeners.forEach(listener -> committed(listener, changes)));
        }
    }

    /** What is committed is answered as stored, whatever becomes of those who want to know. */
    private static void committed(WriteListener listener, List<ResourceChange> changes) {
        List<ResourceChange> its = changes.stream()
                .filter(change ->
                        listener.types().contains(change.version().key().type()))
                .toList();
        try {
            if (!its.isEmpty()) {
                listener.committed(its);
            }
        } catch (RuntimeException e) {
            LOG.error("{} did not take up a change: {}", listener.getClass().getSimpleName(), e.getMessage());
        }
    }
}
