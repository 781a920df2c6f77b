package health.throughline.search.named;

import health.throughline.fhir.definition.NamedQueryDefinition;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.DateRange;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One named query: the search it stands for, and what it is asked with. */
public final class NamedQuery {

    private final NamedQueryDefinition definition;
    private final Map<String, NamedQueryDefinition.Parameter> parameters = new HashMap<>();
    private final List<Map.Entry<String, Template>> terms;
    private final ProgrammeTime time;

    /** @throws IllegalStateException naming the query whose definition does not hold together */
    NamedQuery(NamedQueryDefinition definition, ProgrammeTime time) {
        this.definition = definition;
        this.time = time;
        definition.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
        try {
            this.terms = Template.query(definition.search());
            terms.forEach(term -> check(term.getKey(), term.getValue()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The named query " + definition.url() + ": " + e.getMessage(), e);
        }
    }

    private void check(String term, Template value) {
        for (String name : value.names(time)) {
            NamedQueryDefinition.Parameter parameter = parameters.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException("{" + name + "} is none of its parameters");
            }
            if (parameter.many() && term.endsWith("_filter")) {
                throw new IllegalArgumentException("{" + name + "} takes alternatives, which a filter writes with or");
            }
            if (value.dates().contains(name) && !parameter.kind().equals("date")) {
                throw new IllegalArgumentException("{" + name + "} is no date, so that it has no start and no end");
            }
        }
    }

    public String code() {
        return definition.code();
    }

    public String type() {
        return definition.type();
    }

    /** The canonical of its definition. */
    public String url() {
        return definition.url();
    }

    public String description() {
        return definition.description();
    }

    public List<NamedQueryDefinition.Parameter> parameters() {
        return definition.parameters();
    }

    boolean takes(String name) {
        return parameters.containsKey(name);
    }

    /** The parameters that it stands for; a term is left out when a parameter in it has no value. */
    List<Parameter> search(Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        for (NamedQueryDefinition.Parameter parameter : definition.parameters()) {
            value(parameter, given.get(parameter.name())).ifPresent(value -> values.put(parameter.name(), value));
        }
        List<Parameter> search = new ArrayList<>();
        for (Map.Entry<String, Template> term : terms) {
            boolean filter = term.getKey().endsWith("_filter");
            term.getValue()
                    .filled(values, time, filter)
                    .ifPresent(value -> search.add(new Parameter(term.getKey(), value)));
        }
        return search;
    }

    private Optional<String> value(NamedQueryDefinition.Parameter parameter, @Nullable String given) {
        if (given != null) {
            require(parameter, given);
            return Optional.of(given);
        }
        if (parameter.required() && parameter.fallback().isEmpty()) {
            throw new InvalidSearch("The named query '" + code() + "' needs the parameter '" + parameter.name() + "': "
                    + parameter.documentation());
        }
        return parameter.fallback().isEmpty()
                ? Optional.empty()
                : new Template(parameter.fallback()).filled(Map.of(), time, false);
    }

    private void require(NamedQueryDefinition.Parameter parameter, String given) {
        List<String> values = Escapes.split(given, ',');
        if (values.size() > 1 && !parameter.many()) {
            throw refusal(parameter, "one value");
        }
        for (String value : values) {
            boolean fits = switch (parameter.kind()) {
                case "date" -> DateRange.parse(value).isPresent();
                case "number" -> NumberRange.parse(value).isPresent();
                default -> !value.isBlank();
            };
            if (!fits) {
                throw refusal(parameter, expected(parameter.kind()));
            }
        }
    }

    private static String expected(String kind) {
        return switch (kind) {
            case "date" -> "a date such as 2026-01-31";
            case "number" -> "a number";
            default -> "a value";
        };
    }

    private InvalidSearch refusal(NamedQueryDefinition.Parameter parameter, String takes) {
        return new InvalidSearch(
                "Parameter '" + parameter.name() + "' of the named query '" + code() + "' takes " + takes + ".");
    }

    /** Its parameters in words: each with what it means. */
    public String usage() {
        return definition.parameters().stream()
                .map(parameter -> parameter.name() + ": " + parameter.documentation())
                .collect(Collectors.joining("; "));
    }
}
