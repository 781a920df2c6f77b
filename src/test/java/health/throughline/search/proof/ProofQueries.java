package health.throughline.search.proof;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every fixed query, by what it is about. */
final class ProofQueries {

    private ProofQueries() {}

    static Map<Feature, List<String>> all() {
        Map<Feature, List<String>> queries = new EnumMap<>(Feature.class);
        ValueQueries.add(queries);
        CodeQueries.add(queries);
        JoinQueries.add(queries);
        return queries;
    }
}
