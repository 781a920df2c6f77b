package health.throughline.store.audit;

import health.throughline.store.IndexRow;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the index rows of given resources. Token rows have no index by resource: they are read page by page. */
public final class IndexAudit {

    private final Database database;

    public IndexAudit(Database database) {
        this.database = database;
    }

    /** A token row with the resource it belongs to. */
    public record TokenAt(long rid, IndexRow.Token token) {}

    /** The rows of {@code rids} in the indexes that are ordered by resource, as often as they stand there. */
    public Map<Long, List<IndexRow>> rows(long[] rids) {
        Map<Long, List<IndexRow>> all = new HashMap<>();
        database.list(
                "audit.references",
                Sql.of("SELECT rid, target, path FROM idx_reference WHERE rid = ANY (?)", rids),
                row -> list(all, row.getLong(1)).add(new IndexRow.Reference(row.getLong(2), row.getInt(3))));
        database.list(
                "audit.texts",
                Sql.of("SELECT rid, key, norm, full_text FROM idx_string WHERE rid = ANY (?)", rids),
                row -> list(all, row.getLong(1))
                        .add(new IndexRow.Text(row.getLong(2), row.getString(3), row.getString(4))));
        database.list(
                "audit.dates",
                Sql.of("SELECT rid, key, lo, hi FROM idx_date WHERE rid = ANY (?)", rids),
                row -> list(all, row.getLong(1))
                        .add(new IndexRow.Date(row.getLong(2), row.getLong(3), row.getLong(4))));
        database.list(
                "audit.quantities",
                Sql.of("SELECT rid, key, lo, hi, unit FROM idx_quantity WHERE rid = ANY (?)", rids),
                row -> list(all, row.getLong(1))
                        .add(new IndexRow.Quantity(row.getLong(2), row.getDouble(3), row.getDouble(4), row.getInt(5))));
        return all;
    }

    /**
     * The full text rows of {@code rids}: as expected where they say the same, else without their words.
     *
     * @param expected by row number
     */
    public void words(long[] rids, Map<Long, List<IndexRow.Words>> expected, Map<Long, List<IndexRow>> found) {
        List<Long> owners = new ArrayList<>();
        List<IndexRow.Words> words = new ArrayList<>();
        expected.forEach((rid, rows) -> rows.forEach(row -> {
            owners.add(rid);
            words.add(row);
        }));
        database.list(
                "audit.words",
                Sql.of(
                        "SELECT t.rid, t.path, CASE WHEN t.words = e.words::tsvector THEN e.words ELSE '' END "
                                + "FROM idx_text t LEFT JOIN unnest(?::bigint[], ?::int[], ?::text[]) e (rid, path, words) "
                                + "ON e.rid = t.rid AND e.path = t.path WHERE t.rid = ANY (?)",
                        owners.stream().mapToLong(Long::longValue).toArray(),
                        words.stream().mapToInt(IndexRow.Words::path).toArray(),
                        words.stream().map(IndexRow.Words::vector).toArray(String[]::new),
                        rids),
                row -> list(found, row.getLong(1)).add(new IndexRow.Words(row.getInt(2), row.getString(3))));
    }

    private static List<IndexRow> list(Map<Long, List<IndexRow>> all, long rid) {
        return all.computeIfAbsent(rid, key -> new ArrayList<>());
    }

    /** Those of {@code tokens} that are there, with the display they have there. */
    public List<TokenAt> present(List<TokenAt> tokens) {
        return database.list(
                "audit.tokens",
                Sql.of(
                        "SELECT t.rid, t.key, t.sys, t.txt FROM unnest(?::bigint[], ?::int[], ?::bigint[]) e (key, sys, rid) "
                                + "JOIN idx_token t ON t.key = e.key AND t.sys = e.sys AND t.rid = e.rid",
                        tokens.stream().mapToLong(one -> one.token().key()).toArray(),
                        tokens.stream().mapToInt(one -> one.token().sys()).toArray(),
                        tokens.stream().mapToLong(TokenAt::rid).toArray()),
                IndexAudit::token);
    }

    private static TokenAt token(java.sql.ResultSet row) throws java.sql.SQLException {
        return new TokenAt(row.getLong(1), new IndexRow.Token(row.getLong(2), row.getInt(3), row.getInt(4)));
    }

    /** How many pages of tokens there are. */
    public long tokenPages() {
        return database.number(
                "audit.pages", Sql.of("SELECT pg_relation_size('idx_token') / current_setting('block_size')::bigint"));
    }

    /** The token rows on the pages from {@code first} to before {@code end}: those of {@code type} and of nothing. */
    public List<TokenAt> tokens(String type, long first, long end) {
        return database.list(
                "audit.sweep",
                Sql.of(
                        "SELECT t.rid, t.key, t.sys, t.txt FROM idx_token t LEFT JOIN resource r ON r.rid = t.rid "
                                + "WHERE t.ctid >= ?::tid AND t.ctid < ?::tid AND (r.rid IS NULL OR r.op = 3 OR r.type = ?)",
                        "(" + first + ",0)",
                        "(" + end + ",0)",
                        ResourceTypes.code(type)),
                IndexAudit::token);
    }

    /** Locks resources as writers do: in the order of their keys, and contained ones by their containers. */
    public void lock(long[] rids) {
        database.list(
                "audit.lock",
                Sql.of(
                        "SELECT r.rid FROM resource r WHERE r.rid IN (SELECT coalesce(n.container, n.rid) FROM resource n "
                                + "WHERE n.rid = ANY (?)) ORDER BY r.fkey FOR UPDATE",
                        rids),
                row -> row.getLong(1));
    }

    /** The resources with these row numbers. */
    public List<ResourceVersion> resources(long[] rids) {
        return database.list(
                "audit.resources",
                Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM resource r WHERE r.rid = ANY (?)", rids),
                ResourceTable::version);
    }

    /** Row numbers of {@code type}, one in {@code every}, spread over all of them; at most {@code limit}. */
    public long[] sample(String type, long every, int limit) {
        return database
                .list(
                        "audit.sample",
                        Sql.of(
                                "SELECT r.rid FROM resource r WHERE r.type = ? AND r.op <> 3 AND "
                                        + "abs(hashint8(r.rid)::bigint) % ? = 0 ORDER BY r.rid LIMIT ?",
                                ResourceTypes.code(type), every, limit),
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Puts resources into the compartments and under the labels they belong to; the arrays are in SQL's own form. */
    public void place(long[] rids, String[] patients, String[] labels) {
        database.update("audit.place", Sql.of("""
                UPDATE resource r SET patients = nullif(n.patients, '')::bigint[], labels = nullif(n.labels, '')::int[] \
                FROM unnest(?::bigint[], ?::text[], ?::text[]) n (rid, patients, labels) WHERE r.rid = n.rid \
                AND (r.patients IS DISTINCT FROM nullif(n.patients, '')::bigint[] \
                OR r.labels IS DISTINCT FROM nullif(n.labels, '')::int[])\
                """, rids, patients, labels));
    }
}
