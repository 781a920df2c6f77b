package health.throughline.record.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.RecordReader;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What decisions about access follow from, read with the server's own access. */
public final class Lookups {

    private static final String MOST = "500";

    private final RecordSearch search;
    private final RecordReader reader;

    Lookups(RecordSearch search, RecordReader reader) {
        this.search = search;
        this.reader = reader;
    }

    private static Access server() {
        return Access.everything("policy");
    }

    /** All matches. */
    public List<ObjectNode> all(String type, Parameter... parameters) {
        List<Parameter> asked = new ArrayList<>(List.of(parameters));
        asked.add(new Parameter("_count", MOST));
        SearchQuery query = search.parse(List.of(type), asked, false);
        List<ObjectNode> found = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            RecordSearch.Page page = search.search(query, cursor, server());
            page.matches().stream().map(ResourceVersion::tree).forEach(found::add);
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    /** What is there under {@code key}, unless it was deleted. */
    public Optional<ObjectNode> read(ResourceKey key) {
        return reader.find(key, server()).filter(version -> !version.deleted()).map(ResourceVersion::tree);
    }
}
