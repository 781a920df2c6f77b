package health.throughline.search.named;

import health.throughline.fhir.definition.NamedQueryDefinition;
import health.throughline.search.query.ParameterExpansion;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.InvalidSearch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code _query}: puts the search that a named query stands for in its place.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#query">R4 search, named queries</a>
 */
public final class NamedQueries implements ParameterExpansion {

    /** The parameter that names a query. */
    public static final String CODE = "_query";

    private final List<NamedQuery> queries;

    /** @param clock in the programme's time zone */
    public NamedQueries(List<NamedQueryDefinition> definitions, Clock clock) {
        ProgrammeTime time = new ProgrammeTime(clock);
        this.queries = definitions.stream()
                .map(definition -> new NamedQuery(definition, time))
                .sorted(Comparator.comparing(NamedQuery::code))
                .toList();
    }

    /** The queries that search {@code type}. */
    public List<NamedQuery> of(String type) {
        return queries.stream().filter(query -> query.type().equals(type)).toList();
    }

    @Override
    public List<Parameter> expand(List<String> types, List<Parameter> asked) {
        List<Parameter> named = asked.stream()
                .filter(parameter -> parameter.name().split("[:.]", 2)[0].equals(CODE))
                .toList();
        if (named.isEmpty()) {
            return asked;
        }
        if (named.size() > 1) {
            throw new InvalidSearch("A search names one query: '_query' is given once.");
        }
        NamedQuery query = query(types, named.get(0));
        Map<String, String> given = new HashMap<>();
        List<Parameter> expanded = new ArrayList<>();
        for (Parameter parameter : asked) {
            if (query.takes(parameter.name()) && given.put(parameter.name(), parameter.value()) != null) {
                throw new InvalidSearch("Parameter '" + parameter.name() + "' of the named query '" + query.code()
                        + "' is given once; alternatives are joined by commas.");
            }
            if (!query.takes(parameter.name()) && !parameter.equals(named.get(0))) {
                expanded.add(parameter);
            }
        }
        boolean sorted =
                expanded.stream().anyMatch(parameter -> parameter.name().equals("_sort"));
        query.search(given).stream()
                .filter(parameter -> !(sorted && parameter.name().equals("_sort")))
                .forEach(expanded::add);
        return expanded;
    }

    private NamedQuery query(List<String> types, Parameter named) {
        if (!named.name().equals(CODE)) {
            throw new InvalidSearch("'_query' takes no modifier and no chain.");
        }
        if (types.size() != 1) {
            throw new InvalidSearch("'_query' names a query of one resource type; search that type.");
        }
        String type = types.get(0);
        return of(type).stream()
                .filter(query -> query.code().equals(named.value()))
                .findFirst()
                .orElseThrow(() -> new InvalidSearch("'_query' names a query that " + type + " does not have. "
                        + (of(type).isEmpty() ? "It has none." : "It has: " + codes(type) + ".")));
    }

    private String codes(String type) {
        return of(type).stream().map(NamedQuery::code).collect(Collectors.joining(", "));
    }
}
