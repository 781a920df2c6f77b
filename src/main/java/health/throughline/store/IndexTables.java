package health.throughline.store;

import health.throughline.store.sql.Sql;

/** The five search indexes and the codes in use: rows in and rows out, each as part of one statement. */
final class IndexTables {

    private static final String INSERT_TOKENS = """
            , tokens AS (INSERT INTO idx_token (key, rid, sys, txt) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[]) ON CONFLICT DO NOTHING)
            """;

    private static final String INSERT_CODES = """
            , codes AS (INSERT INTO used_code (key, sys, txt, path, code, words) \
            SELECT * FROM unnest(?::bigint[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[]) ON CONFLICT DO NOTHING)
            """;

    private static final String INSERT_REFERENCES = """
            , refs AS (INSERT INTO idx_reference (target, rid, path) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[]) ON CONFLICT DO NOTHING)
            """;

    private static final String INSERT_TEXTS = """
            , texts AS (INSERT INTO idx_string (key, rid, norm, full_text) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]))
            """;

    private static final String INSERT_DATES = """
            , dates AS (INSERT INTO idx_date (key, rid, lo, hi) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]))
            """;

    private static final String INSERT_QUANTITIES = """
            , quantities AS (INSERT INTO idx_quantity (key, rid, lo, hi, unit) \
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::int[]))
            """;

    private static final String INSERT_WORDS = """
            , words AS (INSERT INTO idx_text (rid, path, words) \
            SELECT n.rid, n.path, n.words::tsvector FROM unnest(?::bigint[], ?::int[], ?::text[]) n (rid, path, words))
            """;

    private static final String DELETE_TOKENS = """
            , tokens AS (DELETE FROM idx_token t \
            USING unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[]) d (key, rid, sys, txt) \
            WHERE t.key = d.key AND t.sys = d.sys AND t.rid = d.rid)
            """;

    private static final String DELETE_REFERENCES = """
            , refs AS (DELETE FROM idx_reference t USING unnest(?::bigint[], ?::bigint[], ?::int[]) d (target, rid, path) \
            WHERE t.target = d.target AND t.path = d.path AND t.rid = d.rid)
            """;

    private static final String DELETE_TEXTS = """
            , texts AS (DELETE FROM idx_string t \
            USING unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) d (key, rid, norm, full_text) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.norm = d.norm AND t.full_text IS NOT DISTINCT FROM d.full_text)
            """;

    private static final String DELETE_DATES = """
            , dates AS (DELETE FROM idx_date t \
            USING unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) d (key, rid, lo, hi) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.lo = d.lo AND t.hi = d.hi)
            """;

    private static final String DELETE_QUANTITIES = """
            , quantities AS (DELETE FROM idx_quantity t \
            USING unnest(?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::int[]) d (key, rid, lo, hi, unit) \
            WHERE t.rid = d.rid AND t.key = d.key AND t.lo = d.lo AND t.hi = d.hi AND t.unit = d.unit)
            """;

    private static final String DELETE_WORDS = """
            , words AS (DELETE FROM idx_text t USING unnest(?::bigint[], ?::int[]) d (rid, path) \
            WHERE t.rid = d.rid AND t.path = d.path)
            """;

    private IndexTables() {}

    /** Further parts of a WITH statement that insert {@code rows}. */
    static Sql insert(Columns rows) {
        return new Sql()
                .add(part(INSERT_TOKENS, rows.tokens()))
                .add(part(INSERT_CODES, Columns.columns(rows.codes())))
                .add(part(INSERT_REFERENCES, rows.references()))
                .add(part(INSERT_TEXTS, rows.texts()))
                .add(part(INSERT_DATES, rows.dates()))
                .add(part(INSERT_QUANTITIES, rows.quantities()))
                .add(part(INSERT_WORDS, rows.words()));
    }

    /** Further parts of a WITH statement that delete {@code rows}. */
    static Sql delete(Columns rows) {
        return new Sql()
                .add(part(DELETE_TOKENS, rows.tokens()))
                .add(part(DELETE_REFERENCES, rows.references()))
                .add(part(DELETE_TEXTS, rows.texts()))
                .add(part(DELETE_DATES, rows.dates()))
                .add(part(DELETE_QUANTITIES, rows.quantities()))
                .add(part(DELETE_WORDS, rows.wordPaths()));
    }

    /** Indexes that get nothing cost nothing: there are few combinations, and each is prepared once. */
    private static Sql part(String text, Object[] columns) {
        return ((long[]) columns[0]).length == 0 ? new Sql() : Sql.of(text, columns);
    }
}
