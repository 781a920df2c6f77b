package health.throughline.store.term;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The concepts of one loaded code system. What is asked of their facets is a tsquery. */
public final class ConceptTable {

    private static final String COLUMNS = "num, code, display, active, content";

    private final Database database;
    private final String table;

    public ConceptTable(Database database, int system) {
        this.database = database;
        this.table = name(system);
    }

    static String name(int system) {
        return "concept_" + system;
    }

    public Optional<ConceptRow> find(String code) {
        return database.first(
                "concept.find",
                Sql.of("SELECT " + COLUMNS + " FROM " + table + " WHERE code = ?", code),
                ConceptTable::row);
    }

    /** Whether the concept {@code number} has these facets. */
    public boolean has(int number, String facets) {
        return database.number(
                        "concept.has",
                        Sql.of(
                                "SELECT count(*) FROM " + table + " WHERE num = ? AND facets @@ ?::tsquery",
                                number,
                                facets))
                > 0;
    }

    /** The concepts by their place in the release. */
    public List<ConceptRow> all(boolean activeOnly, int offset, int count) {
        Sql sql = Sql.of("SELECT " + COLUMNS + " FROM " + table + " WHERE num > ? ", activeOnly ? 0 : offset);
        sql.add(activeOnly ? "AND active " : "").add("ORDER BY num LIMIT ?", count);
        return database.list("concept.all", activeOnly ? sql.add(" OFFSET ?", offset) : sql, ConceptTable::row);
    }

    public long count(boolean activeOnly) {
        return database.number(
                "concept.count", Sql.of("SELECT count(*) FROM " + table + (activeOnly ? " WHERE active" : "")));
    }

    /** Those with these facets, by their place; the sum keeps PostgreSQL from walking the whole release in order. */
    public List<ConceptRow> with(String facets, boolean activeOnly, int offset, int count) {
        return database.list(
                "concept.with",
                Sql.of("SELECT " + COLUMNS + " FROM " + table + " WHERE facets @@ ?::tsquery", facets)
                        .add(activeOnly ? " AND active" : "")
                        .add(" ORDER BY num + 0 OFFSET ? LIMIT ?", offset, count),
                ConceptTable::row);
    }

    public long count(String facets, boolean activeOnly) {
        return database.number(
                "concept.countwith",
                Sql.of("SELECT count(*) FROM " + table + " WHERE facets @@ ?::tsquery", facets)
                        .add(activeOnly ? " AND active" : ""));
    }

    /** The codes with these facets, by their place. */
    public List<String> codes(String facets, int limit) {
        return database.list(
                "concept.codes",
                Sql.of(
                        "SELECT code FROM " + table + " WHERE facets @@ ?::tsquery ORDER BY num + 0 LIMIT ?",
                        facets,
                        limit),
                row -> row.getString(1));
    }

    /** The codes whose numbers the facets of {@code number} name after {@code sign}. */
    public List<String> named(int number, char sign) {
        return database.list(
                "concept.named",
                Sql.of(
                        "SELECT code FROM " + table + " WHERE num = ANY (SELECT substr(facet, 2)::int FROM " + table
                                + " c, unnest(tsvector_to_array(c.facets)) facet WHERE c.num = ? AND left(facet, 1) = ?) "
                                + "ORDER BY num DESC",
                        number,
                        String.valueOf(sign)),
                row -> row.getString(1));
    }

    private static ConceptRow row(ResultSet row) throws SQLException {
        return new ConceptRow(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5));
    }
}
