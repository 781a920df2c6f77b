package health.throughline.search.plan;

import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search sorts by, as SQL. Missing values come last in both directions; equal ones follow in row order, in the
 * direction of the first key, so that every resource has one place. Without keys, the newest come first.
 */
final class SortKeys {

    private final List<SortKey> keys;

    SortKeys(List<SortKey> keys) {
        this.keys = keys;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    int size() {
        return keys.size();
    }

    SortKey first() {
        return keys.get(0);
    }

    /** Whether indexes hold all values sorted by. */
    boolean byIndexes() {
        return keys.stream()
                .allMatch(key -> key.chain().isEmpty()
                        && key.parameter() != null
                        && SortValues.column(key.parameter()).isPresent());
    }

    /** Whether the row numbers of equal rows go down, in the order of the result. */
    boolean ridDescends() {
        return keys.isEmpty() || keys.get(0).descending();
    }

    /** The select list {@code , … AS s0, … AS s1} for rows of alias r, from the key number {@code from} on. */
    Sql columns(SortValues values, int from) {
        Sql sql = new Sql();
        for (int i = from; i < keys.size(); i++) {
            sql.add(", ").add(values.of(keys.get(i), "r")).add(" AS s" + i);
        }
        return sql;
    }

    /** The columns of {@link #columns} as they are called in {@code alias}. */
    String names(String alias) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            names.append(", ").append(alias).append(".s").append(i);
        }
        return names.toString();
    }

    /** @param back from the end of the result to its start */
    String orderBy(String alias, boolean back) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            boolean down = keys.get(i).descending() != back;
            order.append(alias).append(".s").append(i).append(down ? " DESC" : " ASC");
            order.append(back ? " NULLS FIRST, " : " NULLS LAST, ");
        }
        return order + ridOrder(alias, back);
    }

    String ridOrder(String alias, boolean back) {
        return alias + ".rid" + (ridDescends() != back ? " DESC" : " ASC");
    }

    /** Holds for rows whose number lies beyond that of the cursor. */
    Sql ridBeyond(String alias, Cursor cursor) {
        return Sql.of(alias + ".rid " + (ridDescends() != cursor.back() ? "<" : ">") + " ?", cursor.rid());
    }

    /** Holds for rows on the far side of the cursor. */
    Sql beyond(String alias, Cursor cursor) {
        List<Sql> ways = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Sql further = further(alias + ".s" + i, keys.get(i), cursor.values().get(i), cursor.back());
            if (further != null) {
                ways.add(equal(alias, cursor.values(), i).add(further));
            }
        }
        ways.add(equal(alias, cursor.values(), keys.size()).add(ridBeyond(alias, cursor)));
        return Sql.of("(").add(Sql.join(" OR ", ways)).add(")");
    }

    /**
     * The first {@code limit} of {@code rows}, which have the columns rid, s0, s1 …, on the far side of the cursor.
     *
     * @param back from the end of the result to its start
     */
    Sql cut(Sql rows, @Nullable Cursor cursor, boolean back, int limit) {
        Sql sql = Sql.of("SELECT * FROM (").add(rows).add(") q");
        if (cursor != null) {
            sql.add(" WHERE ").add(beyond("q", cursor));
        }
        return sql.add(" ORDER BY " + orderBy("q", back) + " LIMIT " + limit);
    }

    /** The resources of such a cut, in its order: {@link ResourceTable#COLUMNS}, then one column per key. */
    Sql resources(Sql rows, @Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        return Sql.of("SELECT " + ResourceTable.COLUMNS + names("p") + " FROM (")
                .add(cut(rows, cursor, back, limit))
                .add(") p JOIN resource r ON r.rid = p.rid ORDER BY " + orderBy("p", back));
    }

    private static @Nullable Sql further(String column, SortKey key, @Nullable Object value, boolean back) {
        if (value == null) {
            return back ? Sql.of(column + " IS NOT NULL") : null;
        }
        String beyond = key.descending() != back ? " < ?" : " > ?";
        return back
                ? Sql.of(column + beyond, value)
                : Sql.of("(" + column + beyond + " OR " + column + " IS NULL)", value);
    }

    private static Sql equal(String alias, List<@Nullable Object> values, int until) {
        Sql sql = new Sql();
        for (int i = 0; i < until; i++) {
            Object value = values.get(i);
            String column = alias + ".s" + i;
            if (value == null) {
                sql.add(column + " IS NULL AND ");
            } else {
                sql.add(column + " = ? AND ", value);
            }
        }
        return sql;
    }
}
