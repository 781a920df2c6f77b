package health.throughline.store.term;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The terms of the form {@code qualifier|name}, to be found by their parts: units by system and code, versions of
 * canonical URLs. Those that other processes add are seen within seconds.
 */
public final class QualifiedTerms {

    private static final long FRESH_NANOS = 3_000_000_000L;

    /** Numbers are given before they become visible, so that a later one may be seen first. */
    private static final int OVERLAP = 1_000;

    private static final int HELD = 100_000;

    private final Database own;
    private final Map<String, Map<Integer, Term>> byQualifier = new ConcurrentHashMap<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile long read = Long.MIN_VALUE;
    private volatile int highest;

    public QualifiedTerms(Database own) {
        this.own = own;
    }

    /** A term and what stands before and after its first {@code |}. */
    public record Term(int id, String qualifier, String name) {}

    /** All terms under {@code qualifier}. */
    public Collection<Term> of(String qualifier) {
        refresh();
        return byQualifier.getOrDefault(qualifier, Map.of()).values();
    }

    /** All terms. */
    public List<Term> all() {
        refresh();
        return byQualifier.values().stream()
                .flatMap(terms -> terms.values().stream())
                .toList();
    }

    /** Takes up a term that this process has made or met. */
    public void add(int id, String text) {
        int bar = text.indexOf('|');
        if (bar >= 0) {
            String qualifier = text.substring(0, bar);
            byQualifier
                    .computeIfAbsent(qualifier, key -> new ConcurrentHashMap<>())
                    .put(id, new Term(id, qualifier, text.substring(bar + 1)));
        }
    }

    private void refresh() {
        boolean stale = read == Long.MIN_VALUE || System.nanoTime() - read > FRESH_NANOS;
        if (!stale) {
            return;
        }
        boolean first = read == Long.MIN_VALUE;
        if (first) {
            refreshing.lock();
        } else if (!refreshing.tryLock()) {
            return;
        }
        try {
            readNew();
        } finally {
            refreshing.unlock();
        }
    }

    private void readNew() {
        long now = System.nanoTime();
        own.list(
                "term.qualified",
                Sql.of(
                        "SELECT id, text FROM term WHERE id > ? AND strpos(text, '|') > 0 ORDER BY id LIMIT " + HELD,
                        highest - OVERLAP),
                row -> {
                    add(row.getInt(1), row.getString(2));
                    highest = Math.max(highest, row.getInt(1));
                    return row.getInt(1);
                });
        read = now;
    }
}
