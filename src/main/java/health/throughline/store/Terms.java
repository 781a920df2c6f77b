package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.term.QualifiedTerms;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Code systems, units and labels as small numbers that never change. A new one is committed at once, on a connection of
 * its own: a number without a row that uses it does no harm, a row without its number would.
 */
public final class Terms {

    /** The number of "no system". */
    public static final int NONE = 0;

    private static final int CACHED = 100_000;

    private final Database own;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final QualifiedTerms qualified;

    /** @param own runs statements outside of any transaction, on connections that transactions do not use */
    Terms(Database own) {
        this.own = own;
        this.qualified = new QualifiedTerms(own);
        own.list(
                "term.all",
                Sql.of("SELECT id, text FROM term ORDER BY id LIMIT " + CACHED),
                row -> remember(row.getInt(1), row.getString(2)));
    }

    /** The number of {@code text}, made when new. */
    public int intern(String text) {
        Integer id = known.get(text);
        return id != null ? id : find(text).orElseGet(() -> add(text));
    }

    /** The number of {@code text}, or empty when no row can carry it. */
    public Optional<Integer> find(String text) {
        Integer id = known.get(text);
        if (id != null) {
            return Optional.of(id);
        }
        return own.first(
                "term.find", Sql.of("SELECT id FROM term WHERE text = ?", text), row -> remember(row.getInt(1), text));
    }

    /** The terms that consist of a qualifier and a name. */
    public QualifiedTerms qualified() {
        return qualified;
    }

    private int add(String text) {
        return own.first(
                        "term.add",
                        Sql.of(
                                "INSERT INTO term (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = excluded.text "
                                        + "RETURNING id",
                                text),
                        row -> remember(row.getInt(1), text))
                .orElseThrow();
    }

    private Integer remember(int id, String text) {
        qualified.add(id, text);
        if (known.size() < CACHED) {
            known.put(text, id);
        }
        return id;
    }
}
