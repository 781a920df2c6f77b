package health.throughline.search.query;

import health.throughline.fhir.Fhir;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SpecialParameter.Question;
import health.throughline.search.type.SearchKind;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads single parameters into criteria: modifiers, chains, {@code _has} and the special ones. */
public final class CriterionParser {

    /** References that one chain follows at most. */
    public static final int MAX_DEPTH = 6;

    /** Values that one parameter takes at most. */
    public static final int MAX_ALTERNATIVES = 1000;

    private static final int NAMED = 60;
    /** References that one parameter follows at most, to all types together. */
    public static final int MAX_STEPS = 100;

    private final Supplier<SearchParameters> parameters;
    private final Map<String, SpecialParameter> special = new HashMap<>();

    public CriterionParser(Supplier<SearchParameters> parameters, List<SpecialParameter> special) {
        this.parameters = parameters;
        special.forEach(one -> this.special.put(one.code(), one));
    }

    /** The names of the parameters that no element is behind. */
    public Set<String> special() {
        return special.keySet();
    }

    /** The parameters that no element is behind, by name. */
    public List<SpecialParameter> specialParameters() {
        return special.values().stream()
                .sorted(Comparator.comparing(SpecialParameter::code))
                .toList();
    }

    /**
     * One parameter with its value.
     *
     * @param types the resource types searched; the parameter must be one of all of them
     * @param name with its modifier, chain or {@code _has}
     * @param value still escaped
     * @param depth how many references have been followed to here
     * @throws UnknownParameter when {@code types} have no such parameter
     */
    public Criterion criterion(List<String> types, String name, String value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidSearch("Chains follow at most " + MAX_DEPTH + " references.");
        }
        if (name.startsWith("_has:")) {
            return within("_has", () -> has(name, value, depth));
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            String rest = name.substring(dot + 1);
            return chain(types, name.substring(0, dot), rest, target -> criterion(target, rest, value, depth + 1));
        }
        int colon = name.indexOf(':');
        String code = colon < 0 ? name : name.substring(0, colon);
        String modifier = colon < 0 ? "" : name.substring(colon + 1);
        if (colon == name.length() - 1) {
            throw new InvalidSearch(
                    InvalidSearch.parameter(code) + " lacks the modifier after ':'; name one, or leave the ':' out.");
        }
        SpecialParameter own = special.get(code);
        return own != null
                ? own.read(new Question(types, modifier, value, depth, this))
                : values(types, code, modifier, value);
    }

    private Criterion values(List<String> types, String code, String modifier, String value) {
        List<String> values = Escapes.split(value, ',');
        if (values.size() > MAX_ALTERNATIVES) {
            throw new InvalidSearch(InvalidSearch.parameter(code) + " takes at most " + MAX_ALTERNATIVES
                    + " alternatives; ask in parts, or use a List and '_list'.");
        }
        if (code.equals("_id") || code.equals("_lastUpdated")) {
            return ofTheRow(types, code, modifier, values);
        }
        SearchParameter parameter = parameter(types, code);
        if (modifier.equals("missing") && !Set.of("true", "false").contains(String.join(",", values))) {
            throw new InvalidSearch("Search parameter '" + code + ":missing' takes true or false.");
        }
        return Hierarchies.walks(parameter, modifier)
                ? Hierarchies.criterion(parameters.get(), parameter, modifier.equals("below"), values)
                : new Criterion.Values(parameter, modifier, values);
    }

    /** Every resource has these two, so that {@code :missing=true} finds none. */
    private static Criterion ofTheRow(List<String> types, String code, String modifier, List<String> values) {
        if (modifier.equals("missing") && Set.of("true", "false").contains(String.join(",", values))) {
            Criterion all = new Criterion.AllOf(List.of());
            return values.contains("true") ? new Criterion.Not(all) : all;
        }
        boolean negated = modifier.equals("not") && code.equals("_id");
        if (!modifier.isEmpty() && !negated) {
            throw InvalidSearch.modifier(
                    code,
                    modifier,
                    code.equals("_id")
                            ? "it takes no modifier but :not and :missing"
                            : "it takes no modifier but :missing");
        }
        if (code.equals("_lastUpdated")) {
            return new Criterion.Updated(types, values);
        }
        Criterion ids =
                new Criterion.Ids(types, values.stream().map(Escapes::unescape).toList());
        return negated ? new Criterion.Not(ids) : ids;
    }

    /**
     * The parameter {@code code} of {@code types}.
     *
     * @throws UnknownParameter when one of {@code types} has no such parameter
     * @throws InvalidSearch while it is being indexed
     */
    public SearchParameter parameter(List<String> types, String code) {
        SearchParameter parameter = parameters
                .get()
                .find(types, code)
                .filter(found -> !found.internal())
                .orElseThrow(() -> unknown(types, code));
        if (!parameter.complete()) {
            throw new InvalidSearch("Search parameter '" + code + "' of " + named(types)
                    + " is still being indexed; try later ($reindex-progress tells how far it is).");
        }
        return parameter;
    }

    /** The parameter {@code code} of {@code types}, which must be a reference. */
    public SearchParameter reference(List<String> types, String code) {
        SearchParameter reference = parameter(types, code);
        if (reference.kind() != SearchKind.REFERENCE) {
            throw new InvalidSearch("Search parameter '" + code + "' of " + named(types) + " is not a reference.");
        }
        return reference;
    }

    private static String named(List<String> types) {
        String all = String.join(", ", types);
        return all.length() <= NAMED ? all : "all types searched";
    }

    private UnknownParameter unknown(List<String> types, String code) {
        List<String> known = new ArrayList<>(List.of("_id", "_lastUpdated"));
        known.addAll(special.keySet().stream().sorted().toList());
        parameters.get().common(types).forEach(parameter -> known.add(parameter.code()));
        return new UnknownParameter(InvalidSearch.parameter(code) + " is not known for " + named(types)
                + ". Known are: " + String.join(", ", known) + ".");
    }

    /** Names the parameter in whose value or name something else is asked for. */
    static <T> T within(String parameter, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnknownParameter e) {
            throw e.of(parameter);
        } catch (InvalidSearch e) {
            throw e.of(parameter);
        }
    }

    private Criterion has(String name, String value, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length != 4 || !Fhir.isResourceType(parts[1])) {
            throw new InvalidSearch("'_has' takes the form _has:Type:reference:parameter=value.");
        }
        List<String> source = List.of(parts[1]);
        return new Criterion.Has(parts[1], reference(source, parts[2]), criterion(source, parts[3], value, depth + 1));
    }

    /**
     * What the resources satisfy that a reference leads to.
     *
     * @param head the reference, with or without the type it leads to
     * @param rest the name that follows
     * @param inner what is asked of each type it leads to; those without the parameter asked for are left out
     */
    public Criterion chain(List<String> types, String head, String rest, Function<List<String>, Criterion> inner) {
        int colon = head.indexOf(':');
        String code = colon < 0 ? head : head.substring(0, colon);
        SearchParameter reference = reference(types, code);
        Set<String> targets = targets(reference, colon < 0 ? "" : head.substring(colon + 1));
        List<Criterion> alternatives = new ArrayList<>();
        for (String target : targets) {
            if (!knows(target, rest)) {
                continue;
            }
            try {
                alternatives.add(new Criterion.Chain(reference, target, inner.apply(List.of(target))));
            } catch (UnknownParameter e) {
                // a reference to several types is followed to those that have the parameter
            }
        }
        if (alternatives.isEmpty()) {
            throw new UnknownParameter("No type that '" + code + "' of " + named(types)
                    + " refers to has the chained search parameter; name one that has, as in " + code
                    + ":type.parameter.");
        }
        Criterion any = alternatives.size() == 1 ? alternatives.get(0) : new Criterion.AnyOf(alternatives);
        if (steps(any) > MAX_STEPS) {
            throw new InvalidSearch("The chain through '" + code + "' leads to too many types; name the type of each "
                    + "reference, as in " + code + ":Patient.");
        }
        return any;
    }

    /** A type that lacks the next parameter need not be read further. */
    private boolean knows(String target, String rest) {
        String code = rest.split("[.:]", 2)[0];
        return code.startsWith("_") || parameters.get().find(target, code).isPresent();
    }

    /** How many references {@code criterion} follows, from all types and to all types together. */
    public static int steps(Criterion criterion) {
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return steps(anyOf.alternatives());
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return steps(allOf.all());
        }
        if (criterion instanceof Criterion.Not not) {
            return steps(not.inner());
        }
        if (criterion instanceof Criterion.Has has) {
            return 1 + steps(has.inner());
        }
        return criterion instanceof Criterion.Chain chain ? 1 + steps(chain.inner()) : 0;
    }

    private static int steps(List<Criterion> criteria) {
        return criteria.stream().mapToInt(CriterionParser::steps).sum();
    }

    private static Set<String> targets(SearchParameter reference, String asked) {
        if (asked.isEmpty()) {
            if (reference.targets().isEmpty()) {
                throw new InvalidSearch(
                        "'" + reference.code() + "' may refer to any type; name the one it leads to, as " + "in "
                                + reference.code() + ":Patient.");
            }
            return reference.targets();
        }
        if (!Fhir.isResourceType(asked)) {
            throw new InvalidSearch("'" + reference.code() + ":…' needs the name of a resource type before the dot.");
        }
        if (reference.narrowed() && !reference.targets().contains(asked)) {
            throw new InvalidSearch("'" + reference.code() + "' refers to " + String.join(", ", reference.targets())
                    + ", and to no other type.");
        }
        return Set.of(asked);
    }
}
