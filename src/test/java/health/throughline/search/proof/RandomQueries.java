package health.throughline.search.proof;

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

    /** @param without features that no query is to need */
    RandomQueries(ProofRecord record, long seed, Set<Feature> without) {
        this.without = without;
        this.record = record;
        this.random = new Random(seed);
        this.types = List.copyOf(record.stored().types());
    }

    /** One to three conditions, each taken from one resource and sometimes with an alternative from another. */
    String next() {
        String type = pick(types);
        List<Resource> resources = record.stored().of(type);
        List<String> conditions = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        Resource resource = pick(resources);
        for (int i = 0; i < wanted; i++) {
            conditions.add(condition(type, resources, resource));
        }
        String sort = random.nextInt(4) == 0 ? sort(type) : "";
        return type + "?" + String.join("&", conditions) + sort;
    }

    private String condition(String type, List<Resource> resources, Resource resource) {
        for (int i = 0; i < ATTEMPTS; i++) {
            SearchParameter parameter = pick(record.definitions().of(type));
            boolean missing = random.nextInt(12) == 0;
            if (missing && Searches.simple(parameter) && !without.contains(Feature.MISSING_ELEMENT)) {
                return parameter.getCode() + ":missing=" + random.nextBoolean();
            }
            String name = Searches.name(parameter, random);
            String value = value(resource, parameter, name);
            if (!value.isEmpty() && !refused(type, parameter)) {
                String other = random.nextInt(3) == 0 ? value(pick(resources), parameter, name) : "";
                return name + "=" + value + (other.isEmpty() ? "" : "," + other);
            }
        }
        return "_id=" + resource.getIdElement().getIdPart();
    }

    private String value(Resource resource, SearchParameter parameter, String name) {
        List<Base> values = record.evaluator().values(resource, parameter);
        return values.isEmpty() ? "" : Searches.value(parameter, name, pick(values), random);
    }

    private String sort(String type) {
        List<String> sortable = record.definitions().of(type).stream()
                .filter(parameter -> switch (parameter.getType()) {
                    case DATE, STRING, NUMBER -> Searches.simple(parameter);
                    default -> false;
                })
                .map(parameter -> (mayDescend(parameter) && random.nextBoolean() ? "-" : "") + parameter.getCode())
                .toList();
        return sortable.isEmpty() ? "" : "&_sort=" + pick(sortable);
    }

    /** Codes of Task.intent come from two systems. */
    private boolean refused(String type, SearchParameter parameter) {
        return without.contains(Feature.TOKEN_BINDING)
                && type.equals("Task")
                && parameter.getCode().equals("intent");
    }

    private boolean mayDescend(SearchParameter parameter) {
        return parameter.getType() != SearchParamType.DATE || !without.contains(Feature.SORT_RANGE);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
