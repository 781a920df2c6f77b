package health.throughline.store;

import java.util.List;

/** The five search indexes: rows in and rows out, each as part of one statement. */
final class IndexTables {

    private static final String INSERT = """
            , tokens AS (INSERT INTO idx_token (key, rid, sys) SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[]) \
            ON CONFLICT DO NOTHING)
            , refs AS (INSERT INTO idx_reference (target, rid, path) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[]) ON CONFLICT DO NOTHING)
            , texts AS (INSERT INTO idx_string (key, rid, norm, full_text) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]))
            , dates AS (INSERT INTO idx_date (key, rid, lo, hi) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]))
            , quantities AS (INSERT INTO idx_quantity (key, rid, lo, hi, unit) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::int[]))
            """;

    private static final String DELETE = """
            , tokens AS (DELETE FROM idx_token t USING unnest(?::bigint[], ?::bigint[], ?::int[]) d (key, rid, sys) \
            WHERE t.key = d.key AND t.sys = d.sys AND t.rid = d.rid)
            , refs AS (DELETE FROM idx_reference t USING unnest(?::bigint[], ?::bigint[], ?::int[]) d (target, rid, path) \
            WHERE t.target = d.target AND t.path = d.path AND t.rid = d.rid)
            , texts AS (DELETE FROM idx_string t \
            USING unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) d (key, rid, norm, full_text) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.norm = d.norm AND t.full_text IS NOT DISTINCT FROM d.full_text)
            , dates AS (DELETE FROM idx_date t \
            USING unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) d (key, rid, lo, hi) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.lo = d.lo AND t.hi = d.hi)
            , quantities AS (DELETE FROM idx_quantity t \
            USING unnest(?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::int[]) d (key, rid, lo, hi, unit) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.lo = d.lo AND t.hi = d.hi AND t.unit = d.unit)
            """;

    private IndexTables() {}

    /** Further parts of a WITH statement that insert {@code rows}. */
    static Sql insert(Columns rows) {
        return bind(INSERT, rows);
    }

    /** Further parts of a WITH statement that delete {@code rows}. */
    static Sql delete(Columns rows) {
        return bind(DELETE, rows);
    }

    private static Sql bind(String text, Columns rows) {
        Sql sql = Sql.of(text);
        for (Object[] columns :
                List.of(rows.tokens(), rows.references(), rows.texts(), rows.dates(), rows.quantities())) {
            sql.add("", columns);
        }
        return sql;
    }
}
