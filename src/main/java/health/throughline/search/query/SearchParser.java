package health.throughline.search.query;

import health.throughline.fhir.Fhir;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.type.SearchKind;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Understands the parameters of a search. What it does not know it refuses, or, when lenient, leaves out and reports.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">R4 search</a>
 */
public final class SearchParser {

    /** A parameter as it came: name with modifier or chain, and its still escaped value. */
    public record Parameter(String name, String value) {}

    static final int MAX_ALTERNATIVES = 1000;
    static final int MAX_DEPTH = 4;
    static final int DEFAULT_COUNT = 20;
    static final int MAX_COUNT = 500;
    private static final int MAX_PARAMETERS = 100;

    private final Supplier<SearchParameters> parameters;

    public SearchParser(Supplier<SearchParameters> parameters) {
        this.parameters = parameters;
    }

    /** @throws InvalidSearch naming the parameter at fault; with {@code lenient}, unknown ones are left out instead */
    public SearchQuery parse(String type, List<Parameter> asked, boolean lenient) {
        if (asked.size() > MAX_PARAMETERS) {
            throw new InvalidSearch("A search takes at most " + MAX_PARAMETERS + " parameters.");
        }
        Draft draft = new Draft(type);
        for (Parameter parameter : asked) {
            try {
                add(draft, parameter);
            } catch (Unknown e) {
                if (!lenient) {
                    throw new InvalidSearch(e.diagnostics);
                }
                draft.ignored.add(parameter.name());
            }
        }
        return draft.query();
    }

    /** A parameter that does not exist. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String diagnostics;

        Unknown(String message) {
            super(message, null, false, false);
            this.diagnostics = message;
        }
    }

    private static final class Draft {
        private final String type;
        private final List<Criterion> criteria = new ArrayList<>();
        private final List<SortKey> sort = new ArrayList<>();
        private final List<Include> includes = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private int count = DEFAULT_COUNT;
        private Total total = Total.NONE;

        Draft(String type) {
            this.type = type;
        }

        SearchQuery query() {
            return new SearchQuery(
                    type,
                    List.copyOf(criteria),
                    List.copyOf(sort),
                    count,
                    total,
                    List.copyOf(includes),
                    List.copyOf(ignored));
        }
    }

    private void add(Draft draft, Parameter asked) {
        String value = asked.value();
        switch (asked.name()) {
            case "_count" -> draft.count = count(value);
            case "_total" -> draft.total = total(value);
            case "_sort" -> Escapes.split(value, ',').forEach(key -> draft.sort.add(sortKey(draft.type, key)));
            case "_include" -> draft.includes.add(include(draft.type, value, false));
            case "_revinclude" -> draft.includes.add(include(draft.type, value, true));
            default -> draft.criteria.add(criterion(draft.type, asked.name(), value, 0));
        }
    }

    private static int count(String value) {
        try {
            int count = Integer.parseInt(value);
            if (count >= 0) {
                return Math.min(count, MAX_COUNT);
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw new InvalidSearch("Search parameter '_count' takes a whole number from 0 to " + MAX_COUNT + ".");
    }

    private static Total total(String value) {
        return switch (value) {
            case "none" -> Total.NONE;
            case "estimate" -> Total.ESTIMATE;
            case "accurate" -> Total.ACCURATE;
            default -> throw new InvalidSearch("Search parameter '_total' takes none, estimate or accurate.");
        };
    }

    private SortKey sortKey(String type, String key) {
        boolean descending = key.startsWith("-");
        String code = descending ? key.substring(1) : key;
        if (code.equals("_id") || code.equals("_lastUpdated")) {
            return new SortKey(code, null, descending);
        }
        return new SortKey(code, parameter(type, code), descending);
    }

    private Include include(String type, String value, boolean reverse) {
        List<String> parts = List.of(value.split(":", -1));
        if (value.equals("*")) {
            return new Include(reverse ? "" : type, null, "", reverse);
        }
        String source = parts.get(0);
        String target = parts.size() > 2 ? parts.get(2) : "";
        boolean known = Fhir.isResourceType(source) && (target.isEmpty() || Fhir.isResourceType(target));
        if (!known || parts.size() < 2 || parts.size() > 3) {
            throw new InvalidSearch((reverse ? "'_revinclude'" : "'_include'")
                    + " takes Type:parameter, Type:parameter:TargetType or Type:*.");
        }
        if (!reverse && !source.equals(type)) {
            throw new InvalidSearch("'_include' starts at the searched type " + type + ".");
        }
        if (reverse && !target.isEmpty() && !target.equals(type)) {
            throw new InvalidSearch("'_revinclude' ends at the searched type " + type + ".");
        }
        if (parts.get(1).equals("*")) {
            return new Include(source, null, target, reverse);
        }
        SearchParameter reference = reference(source, parts.get(1));
        return new Include(source, reference, target, reverse);
    }

    private SearchParameter reference(String type, String code) {
        SearchParameter reference = parameter(type, code);
        if (reference.kind() != SearchKind.REFERENCE) {
            throw new InvalidSearch("Search parameter '" + code + "' of " + type + " is not a reference.");
        }
        return reference;
    }

    private SearchParameter parameter(String type, String code) {
        SearchParameter parameter = parameters
                .get()
                .find(type, code)
                .filter(found -> !found.internal())
                .orElseThrow(() -> unknown(type, code));
        if (!parameter.complete()) {
            throw new InvalidSearch(
                    "Search parameter '" + code + "' of " + type + " is still being indexed; try later.");
        }
        return parameter;
    }

    private Unknown unknown(String type, String code) {
        String known = String.join(
                ", ",
                parameters.get().of(type).stream().map(SearchParameter::code).toList());
        String name = code.length() <= 64 && code.matches("[\\w.:-]+") ? "'" + code + "'" : "with this name";
        return new Unknown("Search parameter " + name + " is not known for " + type + ". Known are: _id, _lastUpdated, "
                + known + ".");
    }

    private Criterion criterion(String type, String name, String value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidSearch("Chains follow at most " + MAX_DEPTH + " references.");
        }
        if (name.startsWith("_has:")) {
            return has(name, value, depth);
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return chain(type, name.substring(0, dot), name.substring(dot + 1), value, depth);
        }
        int colon = name.indexOf(':');
        String code = colon < 0 ? name : name.substring(0, colon);
        String modifier = colon < 0 ? "" : name.substring(colon + 1);
        List<String> values = Escapes.split(value, ',');
        if (values.size() > MAX_ALTERNATIVES) {
            throw new InvalidSearch(
                    "Search parameter '" + code + "' takes at most " + MAX_ALTERNATIVES + " alternatives.");
        }
        return values(type, code, modifier, values);
    }

    private Criterion values(String type, String code, String modifier, List<String> values) {
        if (code.equals("_id") && modifier.isEmpty()) {
            return new Criterion.Ids(
                    type, values.stream().map(Escapes::unescape).toList());
        }
        if (code.equals("_lastUpdated") && modifier.isEmpty()) {
            return new Criterion.Updated(values);
        }
        if (Set.of("_id", "_lastUpdated").contains(code)) {
            throw new InvalidSearch("Search parameter '" + code + "' takes no modifier.");
        }
        SearchParameter parameter = parameter(type, code);
        if (modifier.equals("missing") && !Set.of("true", "false").contains(String.join(",", values))) {
            throw new InvalidSearch("Search parameter '" + code + ":missing' takes true or false.");
        }
        return new Criterion.Values(parameter, modifier, values);
    }

    private Criterion has(String name, String value, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length != 4 || !Fhir.isResourceType(parts[1])) {
            throw new InvalidSearch("'_has' takes the form _has:Type:reference:parameter=value.");
        }
        return new Criterion.Has(
                parts[1], reference(parts[1], parts[2]), criterion(parts[1], parts[3], value, depth + 1));
    }

    private Criterion chain(String type, String head, String rest, String value, int depth) {
        int colon = head.indexOf(':');
        String code = colon < 0 ? head : head.substring(0, colon);
        SearchParameter reference = reference(type, code);
        Set<String> targets = colon < 0 ? reference.targets() : Set.of(head.substring(colon + 1));
        List<Criterion> alternatives = new ArrayList<>();
        for (String target : targets) {
            if (!Fhir.isResourceType(target)) {
                throw new InvalidSearch("'" + code + ":…' needs the name of a resource type before the dot.");
            }
            try {
                Criterion inner = criterion(target, rest, value, depth + 1);
                alternatives.add(new Criterion.Chain(reference, target, inner));
            } catch (Unknown e) {
                // a reference to several types is followed to those that have the parameter
            }
        }
        if (alternatives.isEmpty()) {
            throw new Unknown(
                    "No type that '" + code + "' of " + type + " refers to has the chained search parameter; name "
                            + "one that has, as in " + code + ":" + "Type".toLowerCase(Locale.ROOT) + ".parameter.");
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Criterion.AnyOf(alternatives);
    }
}
