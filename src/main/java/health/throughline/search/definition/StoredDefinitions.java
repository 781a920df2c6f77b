package health.throughline.search.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchPath;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The definitions stored in this server, by their url: active ones before others, then the newest. */
public final class StoredDefinitions implements Definitions {

    private static final Map<String, Integer> BY_STATUS = Map.of("active", 0, "draft", 1, "unknown", 2, "retired", 3);

    /** Versions of one definition that are looked at. */
    private static final int MOST = 200;

    private final Supplier<SearchParameters> parameters;
    private final ResourceTable resources;
    private final Database database;
    private final Keys keys;

    public StoredDefinitions(
            Supplier<SearchParameters> parameters, ResourceTable resources, Database database, Keys keys) {
        this.parameters = parameters;
        this.resources = resources;
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        return urlPath(type).flatMap(path -> {
            Sql sql = Sql.of(
                    "SELECT " + ResourceTable.COLUMNS + " FROM idx_token x JOIN resource r ON r.rid = x.rid "
                            + "WHERE x.key = ? AND x.sys = 0 AND r.type = " + ResourceTypes.code(type)
                            + " AND r.op < 3 ORDER BY x.rid DESC LIMIT " + MOST,
                    keys.of(path.id(), name.url()));
            return database.list("terminology.find", sql, ResourceTable::version).stream()
                    .map(ResourceVersion::tree)
                    .filter(found -> matches(found, name))
                    .min(preference());
        });
    }

    /** The definition with this id. */
    public Optional<ObjectNode> read(ResourceKey key) {
        return resources.current(key, Sql.of("r.op < 3")).map(ResourceVersion::tree);
    }

    /** Those of {@code type}, as many as are looked at. */
    public List<ObjectNode> all(String type) {
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM resource r WHERE r.type = "
                + ResourceTypes.code(type) + " AND r.op < 3 ORDER BY r.rid LIMIT " + MOST);
        return database.list("terminology.all", sql, ResourceTable::version).stream()
                .map(ResourceVersion::tree)
                .toList();
    }

    private Optional<SearchPath> urlPath(String type) {
        return parameters.get().find(type, "url").stream()
                .flatMap(parameter -> parameter.paths().stream())
                .findFirst();
    }

    private static boolean matches(ObjectNode found, Canonical name) {
        return found.path("url").asText("").equals(name.url())
                && (name.version().isEmpty()
                        || name.version().equals(found.path("version").asText("")));
    }

    private static Comparator<ObjectNode> preference() {
        Comparator<ObjectNode> byStatus =
                Comparator.comparing(node -> BY_STATUS.getOrDefault(text(node, "status"), BY_STATUS.size()));
        return byStatus.thenComparing(node -> text(node, "date"), Comparator.reverseOrder())
                .thenComparing(node -> node.path("meta").path("lastUpdated").asText(""), Comparator.reverseOrder());
    }

    private static String text(ObjectNode node, String child) {
        return node.path(child).asText("");
    }
}
