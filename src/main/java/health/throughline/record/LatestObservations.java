package health.throughline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the newest Observations of each code, by one statement. */
public final class LatestObservations {

    /** Most Observations of one answer. */
    public static final int MOST = 1000;

    private static final int AFTER = ResourceTable.COLUMN_COUNT + 1;

    private final SearchCompiler compiler;
    private final Database database;

    public LatestObservations(SearchCompiler compiler, Database database) {
        this.compiler = compiler;
        this.database = database;
    }

    private record Row(
            ResourceVersion version,
            JsonNode code,
            @Nullable Long effective) {

        /** Undated ones have no time that others could share but that of their writing. */
        Object time() {
            return effective == null ? "written " + version.updated() : effective;
        }
    }

    private static final class Group {
        private int members;
        private @Nullable Object last;
    }

    /**
     * The {@code most} newest matches of each code, newest first; those of the same time as the last of them come along.
     *
     * @throws InvalidSearch when they are more than {@link #MOST}
     */
    public List<ResourceVersion> of(SearchQuery query, int most, Access access) {
        access.require(Action.SEARCH, "Observation");
        List<Row> rows = database.list(
                "observation.latest",
                compiler.latest(query, access.restriction(Action.SEARCH), most, MOST + 1),
                row -> new Row(
                        ResourceTable.version(row), code(row.getString(AFTER + 1)), row.getObject(AFTER, Long.class)));
        if (rows.size() > MOST) {
            throw new InvalidSearch("The answer would hold more than " + MOST
                    + " Observations; narrow it by category, code or date, or ask for a smaller max.");
        }
        access.log().gave(rows.stream().map(Row::version).toList());
        CodeGroups codes = new CodeGroups();
        rows.forEach(row -> codes.add(row.code()));
        Map<String, Group> groups = new HashMap<>();
        List<ResourceVersion> newest = new ArrayList<>();
        for (Row row : rows) {
            Group group = groups.computeIfAbsent(codes.of(row.code()), name -> new Group());
            if (group.members < most || Objects.equals(group.last, row.time())) {
                newest.add(row.version());
                group.members++;
                group.last = row.time();
            }
        }
        return newest;
    }

    private static JsonNode code(@Nullable String json) {
        return json == null ? MissingNode.getInstance() : FhirJson.parseStored(json.getBytes(StandardCharsets.UTF_8));
    }
}
