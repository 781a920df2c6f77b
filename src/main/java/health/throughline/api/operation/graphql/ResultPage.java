package health.throughline.api.operation.graphql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Connection or one of its edges: fields with their values. */
record ResultPage(Map<String, Object> fields) {

    static ResultPage edge(Node resource) {
        return new ResultPage(Map.of("mode", "match", "resource", resource));
    }

    static List<ResultPage> edges(List<Node> resources) {
        return resources.stream().map(ResultPage::edge).toList();
    }

    @Nullable
    Object field(String name) {
        return fields.get(name);
    }
}
