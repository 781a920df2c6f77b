package health.throughline.search.reference;

import health.throughline.search.reference.DateMatch.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.jspecify.annotations.Nullable;

/**
 * https://hl7.org/fhir/R4/search.html#_sort: the least value ascending, the greatest descending, a range by its start,
 * what has no value last in both directions.
 */
public final class Ordering {

    private static final BigDecimal LEAST = new BigDecimal("-1e400");

    private final Definitions definitions;
    private final Joins joins;
    private final Paths paths;
    private final List<String> keys;

    Ordering(Definitions definitions, Stored stored, Paths paths, Ask ask) {
        this.definitions = definitions;
        this.joins = new Joins(definitions, stored, paths);
        this.paths = paths;
        this.keys = ask.values("_sort").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .toList();
    }

    /** Whether {@code second} may stand behind {@code first}. */
    public boolean allows(Resource first, Resource second) {
        for (String key : keys) {
            int order = compare(key(first, key), key(second, key), key.startsWith("-"));
            if (order != 0) {
                return order < 0;
            }
        }
        return true;
    }

    /** The sort keys of a resource in words, for a message. */
    public String shown(Resource resource) {
        return Stored.key(resource)
                + keys.stream().map(key -> key(resource, key)).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(@Nullable Comparable first, @Nullable Comparable second, boolean descending) {
        if (first == null || second == null) {
            return Boolean.compare(first == null, second == null);
        }
        return descending ? second.compareTo(first) : first.compareTo(second);
    }

    private @Nullable Comparable<?> key(Resource resource, String key) {
        boolean descending = key.startsWith("-");
        List<Comparable<Object>> all = new ArrayList<>();
        keys(resource, descending ? key.substring(1) : key).forEach(value -> all.add(cast(value)));
        return all.isEmpty() ? null : descending ? Collections.max(all) : Collections.min(all);
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> cast(Comparable<?> value) {
        return (Comparable<Object>) value;
    }

    private Stream<Comparable<?>> keys(Resource resource, String path) {
        int dot = path.indexOf('.');
        if (dot > 0) {
            return joins.targets(resource, path.substring(0, dot)).stream()
                    .flatMap(target -> keys(target, path.substring(dot + 1)));
        }
        Optional<SearchParameter> parameter = definitions.find(resource.fhirType(), path);
        return parameter.stream()
                .flatMap(found -> paths.values(resource, found).stream().flatMap(value -> of(found, value)));
    }

    private static Stream<Comparable<?>> of(SearchParameter parameter, Base value) {
        return switch (parameter.getType()) {
            case DATE -> DateMatch.span(value).map(Span::first).stream().map(start -> start);
            case STRING -> StringMatch.texts(value).stream().map(StringMatch::fold);
            case NUMBER, QUANTITY -> number(value).stream().map(number -> number);
            case TOKEN ->
                Codes.of(value).stream()
                        .map(Codes.Code::code)
                        .filter(code -> !code.isEmpty())
                        .map(code -> code);
            case REFERENCE ->
                value instanceof Reference reference
                        ? Stream.ofNullable(reference.getReference())
                        : Stream.of(value.primitiveValue());
            default -> Stream.of(value.primitiveValue());
        };
    }

    private static Optional<BigDecimal> number(Base value) {
        if (value instanceof DecimalType decimal) {
            return Optional.of(decimal.getValue());
        }
        if (value instanceof IntegerType integer) {
            return Optional.of(new BigDecimal(integer.getValue()));
        }
        return QuantityMatch.measured(value)
                .map(measured -> measured.interval().low() == null
                        ? LEAST
                        : measured.interval().low());
    }
}
