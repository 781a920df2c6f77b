package health.throughline.store.term.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.store.term.Facets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What has been read of a release, in temporary tables that go with the connection. */
final class Staging implements ConceptSink {

    private static final String TABLES = """
            CREATE TEMP TABLE stage_concept (ord int, code text COLLATE "C", display text, active boolean, facets text);
            CREATE TEMP TABLE stage_detail (ord int, code text COLLATE "C", kind text, json text, facets text);
            CREATE TEMP TABLE stage_parent (code text COLLATE "C", parent text COLLATE "C");
            CREATE TEMP TABLE stage_place (num int, facets text)
            """;

    private final LoadProgress progress;
    private final CopyRows concepts;
    private final CopyRows details;
    private final CopyRows parents;
    private final Map<String, String> properties = new TreeMap<>();
    private int order;

    Staging(Connection connection, LoadProgress progress) throws SQLException {
        this.progress = progress;
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        concepts = new CopyRows(connection, "stage_concept");
        details = new CopyRows(connection, "stage_detail");
        parents = new CopyRows(connection, "stage_parent");
    }

    @Override
    public void concept(String code, String display, boolean active) {
        write(concepts, order++, code, display, active, Facets.ofNames(code, display));
    }

    @Override
    public void definition(String code, String text) {
        ObjectNode definition = FhirJson.object().put("definition", text);
        String json = definition.toString();
        write(details, order++, code, "o", json.substring(1, json.length() - 1), "");
    }

    @Override
    public void designation(String code, String language, String use, String value) {
        ObjectNode designation = FhirJson.object();
        if (!language.isEmpty()) {
            designation.put("language", language);
        }
        if (!use.isEmpty()) {
            designation.putObject("use").put("code", use);
        }
        write(details, order++, code, "d", designation.put("value", value), Facets.ofNames(value));
    }

    @Override
    public void property(String code, String name, String type, String value) {
        properties.putIfAbsent(name, type);
        ObjectNode property = FhirJson.object().put("code", name);
        switch (type) {
            case "boolean" -> property.put("valueBoolean", Boolean.parseBoolean(value));
            case "integer" -> property.put("valueInteger", Integer.parseInt(value));
            case "code" -> property.put("valueCode", value);
            case "dateTime" -> property.put("valueDateTime", value);
            default -> property.put("valueString", value);
        }
        write(details, order++, code, "p", property, Facets.ofProperty(name, value));
    }

    @Override
    public void parent(String code, String parent) {
        write(parents, code, parent);
    }

    private void write(CopyRows rows, Object... values) {
        try {
            rows.add(values);
        } catch (SQLException e) {
            throw ConceptLoad.failed(e);
        }
        progress.rows(1);
    }

    /** The properties that were told, with their types. */
    Map<String, String> properties() {
        return properties;
    }

    void send() throws SQLException {
        concepts.send();
        details.send();
        parents.send();
    }
}
