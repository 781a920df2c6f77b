package health.throughline.store.term.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One load of a code system. Until its last statement the version before stays in force; when it breaks off, the next load
 * clears away what it left.
 */
public final class ConceptLoad {

    /** Longer than a server goes without looking which versions are in force. */
    private static final long GRACE_MILLIS = 6_000;

    private static final int FETCH = 20_000;

    private static final String SETTINGS = """
            SET statement_timeout = 0; SET jit = off; SET work_mem = '64MB'; SET maintenance_work_mem = '192MB';
            SET temp_buffers = '32MB'; SET plan_cache_mode = auto; SET enable_hashjoin = on; SET enable_mergejoin = on;
            SET enable_material = on; SET client_min_messages = warning
            """;

    private static final String NUMBER = """
            CREATE TEMP TABLE stage_number AS
            SELECT row_number() OVER (ORDER BY ord)::int AS num, code, display, active, facets
            FROM (SELECT DISTINCT ON (code) ord, code, display, active, facets FROM stage_concept ORDER BY code, ord) c;
            CREATE UNIQUE INDEX ON stage_number (code);
            ANALYZE stage_number; ANALYZE stage_parent
            """;

    private static final String EDGES = """
            SELECT DISTINCT child.num, parent.num FROM stage_parent e
            JOIN stage_number child ON child.code = e.code JOIN stage_number parent ON parent.code = e.parent
            WHERE child.num <> parent.num ORDER BY 1, 2
            """;

    private static final String WRITE = """
            INSERT INTO concept_%d
            SELECT n.num, n.code, n.display, n.active,
                '{' || concat_ws(',', d.others, '"designation":[' || d.designations || ']', '"property":[' || nullif(
                    concat_ws(',', CASE WHEN NOT n.active THEN '{"code":"inactive","valueBoolean":true}' END, d.properties),
                    '') || ']') || '}',
                array_to_tsvector(array_remove(string_to_array(concat_ws(E'\\x1f', p.facets, n.facets, d.facets,
                    CASE WHEN NOT n.active THEN E'=inactive=true\\x1f?inactive' END), E'\\x1f'), ''))
            FROM stage_number n JOIN stage_place p ON p.num = n.num
            LEFT JOIN (
                SELECT code, string_agg(json, ',' ORDER BY ord) FILTER (WHERE kind = 'd') AS designations,
                    string_agg(json, ',' ORDER BY ord) FILTER (WHERE kind = 'p') AS properties,
                    min(json) FILTER (WHERE kind = 'o') AS others, string_agg(facets, E'\\x1f') AS facets
                FROM stage_detail GROUP BY code) d ON d.code = n.code
            ORDER BY n.num
            """;

    private final Connection connection;
    private final LoadProgress progress;

    public ConceptLoad(Connection connection, LoadProgress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * Loads what {@code release} tells, and puts it in force.
     *
     * @param definition a CodeSystem with url and version, without its concepts
     * @return how many concepts there are
     * @throws LoadFailed when it is not put in force
     */
    public int run(ObjectNode definition, Consumer<ConceptSink> release) {
        try {
            execute(SETTINGS);
            requireAlone(definition.path("url").asText());
            clear(definition.path("url").asText());
            Staging staging = new Staging(connection, progress);
            release.accept(staging);
            staging.send();
            int id = begin(described(definition, staging.properties()));
            int concepts = write(id);
            progress.phase("putting it in force");
            activate(id, concepts);
            return concepts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** With the properties that the definition does not tell of. */
    private static ObjectNode described(ObjectNode definition, Map<String, String> told) {
        Map<String, String> missing = new TreeMap<>(told);
        definition
                .path("property")
                .forEach(property -> missing.remove(property.path("code").asText("")));
        missing.forEach((name, type) ->
                definition.withArray("/property").addObject().put("code", name).put("type", type));
        return definition;
    }

    static LoadFailed failed(SQLException cause) {
        return new LoadFailed(
                "PostgreSQL did not take the code system, and what was loaded before stays in force: "
                        + cause.getMessage()
                        + ". See that the database is up and has room, then run the command again.",
                cause);
    }

    private void requireAlone(String url) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "load-terminology " + url);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next() || !result.getBoolean(1)) {
                    throw new LoadFailed("Another load of " + url + " is under way; wait for its end.");
                }
            }
        }
    }

    /** Takes away what is neither in force nor being loaded. */
    private void clear(String url) throws SQLException {
        List<Integer> left = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM code_system WHERE url = ? AND state <> 'current'")) {
            statement.setString(1, url);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    left.add(rows.getInt(1));
                }
            }
        }
        for (int id : left) {
            execute("DROP TABLE IF EXISTS concept_" + id + "; DELETE FROM code_system WHERE id = " + id);
        }
    }

    private int begin(ObjectNode definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO code_system (url, version, state, definition) VALUES (?, ?, 'loading', ?) RETURNING id")) {
            statement.setString(1, definition.path("url").asText());
            statement.setString(2, definition.path("version").asText());
            statement.setString(3, new String(FhirJson.bytes(definition), StandardCharsets.UTF_8));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private int write(int id) throws SQLException {
        progress.phase("numbering the concepts");
        execute(NUMBER);
        int concepts = number("SELECT count(*) FROM stage_number");
        if (concepts == 0) {
            throw new LoadFailed("The release holds no concepts; name the folder or file of the whole release.");
        }
        progress.phase("working out what subsumes what");
        place(concepts);
        progress.phase("writing " + concepts + " concepts");
        execute("CREATE TABLE concept_" + id + " (LIKE concept INCLUDING STORAGE INCLUDING COMPRESSION)");
        execute(String.format(WRITE, id));
        progress.phase("building the indexes");
        execute("ALTER TABLE concept_" + id + " ADD PRIMARY KEY (num)");
        execute("CREATE UNIQUE INDEX ON concept_" + id + " (code)");
        execute("CREATE INDEX ON concept_" + id + " USING gin (facets) WITH (fastupdate = off)");
        execute("VACUUM (ANALYZE) concept_" + id);
        return concepts;
    }

    private void place(int concepts) throws SQLException {
        int edges = number("SELECT count(*) FROM (" + EDGES + ") e");
        int[] children = new int[edges];
        int[] parents = new int[edges];
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(EDGES)) {
                for (int i = 0; rows.next(); i++) {
                    children[i] = rows.getInt(1);
                    parents[i] = rows.getInt(2);
                }
            }
        } finally {
            connection.setAutoCommit(true);
        }
        Ancestors ancestors = new Ancestors(concepts, children, parents);
        CopyRows places = new CopyRows(connection, "stage_place");
        for (int concept = 1; concept <= concepts; concept++) {
            places.add(concept, ancestors.facets(concept));
            progress.rows(1);
        }
        places.send();
        execute("ANALYZE stage_place; ANALYZE stage_detail");
    }

    /** Servers that still ask the version before are given time to see the new one. */
    private void activate(int id, int concepts) throws SQLException {
        String url = "(SELECT url FROM code_system WHERE id = " + id + ")";
        connection.setAutoCommit(false);
        execute("UPDATE code_system SET state = 'replaced' WHERE state = 'current' AND url = " + url);
        execute("UPDATE code_system SET state = 'current', loaded = now(), concepts = " + concepts + " WHERE id = "
                + id);
        connection.commit();
        connection.setAutoCommit(true);
        int replaced = number("SELECT count(*) FROM code_system WHERE state = 'replaced' AND url = " + url);
        if (replaced > 0) {
            sleep();
            clear(text("SELECT url FROM code_system WHERE id = " + id));
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
