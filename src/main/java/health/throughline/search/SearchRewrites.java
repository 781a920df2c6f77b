package health.throughline.search;

import health.throughline.search.Criterion.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries replaced by equal ones that read less. */
final class SearchRewrites {

    /** The composite parameter that pairs {@code code} with each kind of value. */
    private static final Map<String, String> CODE_VALUE = Map.of(
            "value-quantity", "code-value-quantity",
            "value-concept", "code-value-concept",
            "value-date", "code-value-date",
            "value-string", "code-value-string");

    private SearchRewrites() {}

    static SearchQuery apply(SearchQuery query, SearchParameters parameters) {
        return query.type().equals("Observation") ? codeWithValue(query, parameters) : query;
    }

    /** An Observation has one code and one value, so {@code code=c&value-x=v} is {@code code-value-x=c$v}. */
    private static SearchQuery codeWithValue(SearchQuery query, SearchParameters parameters) {
        Optional<Values> code = single(query, "code");
        for (Map.Entry<String, String> pair : CODE_VALUE.entrySet()) {
            Optional<Values> value = single(query, pair.getKey());
            Optional<SearchParameter> composite =
                    parameters.find("Observation", pair.getValue()).filter(SearchParameter::complete);
            if (code.isPresent() && value.isPresent() && composite.isPresent()) {
                String both =
                        code.get().values().get(0) + "$" + value.get().values().get(0);
                List<Criterion> criteria = new ArrayList<>(query.criteria());
                criteria.removeAll(List.of(code.get(), value.get()));
                criteria.add(new Values(composite.get(), "", List.of(both)));
                return new SearchQuery(
                        query.type(),
                        criteria,
                        query.sort(),
                        query.count(),
                        query.total(),
                        query.includes(),
                        query.ignored());
            }
        }
        return query;
    }

    private static Optional<Values> single(SearchQuery query, String code) {
        List<Values> found = query.criteria().stream()
                .filter(Values.class::isInstance)
                .map(Values.class::cast)
                .filter(values -> values.parameter().code().equals(code))
                .toList();
        boolean plain = found.size() == 1
                && found.get(0).modifier().isEmpty()
                && found.get(0).values().size() == 1
                && !found.get(0).values().get(0).contains("$")
                && !found.get(0).values().get(0).isEmpty()
                && !found.get(0).values().get(0).endsWith("|");
        return plain ? Optional.of(found.get(0)) : Optional.empty();
    }
}
