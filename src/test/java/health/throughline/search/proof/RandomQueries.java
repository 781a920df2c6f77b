package health.throughline.search.proof;

import health.throughline.search.reference.Evaluator.Joined;
import health.throughline.search.reference.Searches;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** Queries made from the values of the record itself, so that most of them find something. */
final class RandomQueries {

    private static final int ATTEMPTS = 1000;

    private final ProofRecord record;
    private final Random random;
    private final List<String> types;
    private final Set<Feature> without;

    /** A parameter's name with its modifier, and a value with its escapes. */
    record Condition(String name, String value) {

        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    /** @param without features that no query is to need */
    RandomQueries(ProofRecord record, long seed, Set<Feature> without) {
        this.without = without;
        this.record = record;
        this.random = new Random(seed);
        this.types = List.copyOf(record.stored().types());
        random.nextInt();
    }

    String nextType() {
        return pick(types);
    }

    /** One to three conditions, and sometimes an order. */
    String next() {
        String query = plain();
        String sort = random.nextInt(4) == 0 ? sort(query.substring(0, query.indexOf('?'))) : "";
        return query + (sort.isEmpty() ? "" : "&_sort=" + sort);
    }

    /** One to three conditions, each taken from one resource and sometimes with an alternative from another. */
    String plain() {
        String type = nextType();
        Resource resource = pick(record.stored().of(type));
        List<String> conditions = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
            conditions.add((random.nextInt(4) == 0 ? joined(type, resource, 2) : condition(type, resource)).toString());
        }
        return type + "?" + String.join("&", conditions);
    }

    /** All of a type, by one or two keys. */
    String sorted() {
        String type = nextType();
        String key = sort(type);
        return type + "?_sort=" + (key.isEmpty() ? "" : key + ",") + nextSort();
    }

    /** A condition on what the resource refers to, or on what refers to it; on itself when there is nothing. */
    private Condition joined(String type, Resource resource, int steps) {
        if (steps == 0) {
            return condition(type, resource);
        }
        List<Joined> joins = record.evaluator().joins(resource);
        if (joins.isEmpty()) {
            return condition(type, resource);
        }
        Joined join = pick(joins);
        Resource other = join.other();
        Condition inner = joined(other.fhirType(), other, random.nextInt(steps));
        return new Condition(join.prefix() + inner.name(), inner.value());
    }

    /** Something that every type can be sorted by. */
    String nextSort() {
        return pick(List.of("_id", "-_id", "_lastUpdated", "-_lastUpdated", "-_lastUpdated,_id"));
    }

    /** Conditions that one resource satisfies, unless one of them is a negation. */
    List<Condition> ofOneResource(String type, int count) {
        Resource resource = pick(record.stored().of(type));
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            conditions.add(condition(type, resource));
        }
        return conditions;
    }

    /** Values of one parameter, from several resources. */
    List<Condition> alternatives(String type, int count) {
        for (int i = 0; i < ATTEMPTS; i++) {
            SearchParameter parameter = pick(record.definitions().of(type));
            String name = Searches.name(parameter, random).replace(":not", "");
            List<Condition> found = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                String value = value(pick(record.stored().of(type)), parameter, name);
                if (!value.isEmpty()) {
                    found.add(new Condition(name, value));
                }
            }
            if (found.size() == count && !refused(type, parameter)) {
                return found;
            }
        }
        String id = pick(record.stored().of(type)).getIdElement().getIdPart();
        return List.of(new Condition("_id", id), new Condition("_id", "nobody"));
    }

    /** A code that some resource has, or none. */
    Condition token(String type) {
        for (int i = 0; i < ATTEMPTS; i++) {
            SearchParameter parameter = pick(record.definitions().of(type));
            boolean token = parameter.getType() == SearchParamType.TOKEN && Searches.simple(parameter);
            String value = token ? value(pick(record.stored().of(type)), parameter, parameter.getCode()) : "";
            if (!value.isEmpty() && !refused(type, parameter)) {
                return new Condition(parameter.getCode(), value);
            }
        }
        return new Condition("_tag", "urn:tags|edge");
    }

    /** A parameter that can be missing. */
    String nextParameter(String type) {
        return pick(record.definitions().of(type).stream()
                .filter(Searches::simple)
                .map(SearchParameter::getCode)
                .toList());
    }

    private Condition condition(String type, Resource resource) {
        for (int i = 0; i < ATTEMPTS; i++) {
            SearchParameter parameter = pick(record.definitions().of(type));
            boolean missing = random.nextInt(12) == 0;
            if (missing && Searches.simple(parameter) && mayBeMissing(parameter)) {
                return new Condition(parameter.getCode() + ":missing", String.valueOf(random.nextBoolean()));
            }
            String name = Searches.name(parameter, random);
            String value = value(resource, parameter, name);
            if (!value.isEmpty() && !refused(type, parameter)) {
                boolean alone = random.nextInt(3) != 0;
                String other = alone ? "" : value(pick(record.stored().of(type)), parameter, name);
                return new Condition(name, value + (other.isEmpty() ? "" : "," + other));
            }
        }
        return new Condition("_id", resource.getIdElement().getIdPart());
    }

    private String value(Resource resource, SearchParameter parameter, String name) {
        List<Base> values = record.evaluator().values(resource, parameter);
        return values.isEmpty() ? "" : Searches.value(parameter, name, pick(values), random);
    }

    private String sort(String type) {
        List<String> sortable = record.definitions().of(type).stream()
                .filter(this::sortable)
                .map(parameter -> (mayDescend(parameter) && random.nextBoolean() ? "-" : "") + parameter.getCode())
                .toList();
        return sortable.isEmpty() ? "" : pick(sortable);
    }

    private boolean sortable(SearchParameter parameter) {
        return switch (parameter.getType()) {
            case DATE, STRING, NUMBER -> Searches.simple(parameter);
            case TOKEN, URI -> Searches.simple(parameter) && !without.contains(Feature.SORT_ANY);
            default -> false;
        };
    }

    /** Codes of Task.intent come from two systems, and Group.characteristic.value may be a code or a boolean. */
    private boolean refused(String type, SearchParameter parameter) {
        String name = type + "." + parameter.getCode();
        return (without.contains(Feature.TOKEN_BINDING) && name.equals("Task.intent"))
                || (without.contains(Feature.TOKEN_CHOICE) && name.equals("Group.value"));
    }

    private boolean mayBeMissing(SearchParameter parameter) {
        return parameter.getType() != SearchParamType.REFERENCE
                || (!without.contains(Feature.MISSING_REFERENCE) && !without.contains(Feature.REFERENCE_TYPE));
    }

    private boolean mayDescend(SearchParameter parameter) {
        return parameter.getType() != SearchParamType.DATE || !without.contains(Feature.SORT_RANGE);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
