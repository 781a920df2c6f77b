package health.throughline.store.sql;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts, by resource type, the changes that this process has committed: what is made from resources goes stale by it. */
public final class Changes {

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** How many there have been of {@code type}. */
    public long of(String type) {
        AtomicLong count = counts.get(type);
        return count == null ? 0 : count.get();
    }

    /** Counts one more of each of {@code types}. */
    public void committed(Collection<String> types) {
        types.forEach(
                type -> counts.computeIfAbsent(type, key -> new AtomicLong()).incrementAndGet());
    }
}
