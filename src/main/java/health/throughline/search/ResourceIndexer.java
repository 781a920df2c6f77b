package health.throughline.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.path.ElementValue;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.CompositeSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import health.throughline.search.type.SearchTypes;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.IndexRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Turns a resource into its index rows, the patients it belongs to and its labels. */
public final class ResourceIndexer {

    private final Supplier<SearchParameters> parameters;
    private final SearchTypes types;
    private final Vocabulary vocabulary;
    private final CompositeSearch composites;
    private final RowLabels labels;
    private final PatientsOf patients;
    private final SecurityContexts contexts;

    public ResourceIndexer(
            Supplier<SearchParameters> parameters,
            SearchTypes types,
            Vocabulary vocabulary,
            RowLabels labels,
            SecurityContexts contexts) {
        this.contexts = contexts;
        this.labels = labels;
        this.patients = new PatientsOf(vocabulary);
        this.parameters = parameters;
        this.types = types;
        this.vocabulary = vocabulary;
        this.composites = new CompositeSearch(vocabulary);
    }

    /**
     * What the store keeps beside the body.
     *
     * @param present one bit per search path that has a value
     * @param contained the same of each resource inside
     */
    public record Indexed(Set<IndexRow> rows, long[] patients, int[] labels, long present, List<Inside> contained) {

        public static final Indexed NOTHING = new Indexed(Set.of(), new long[0], new int[0], 0, List.of());

        private Indexed within(SecurityContexts.Place place) {
            return new Indexed(
                    rows, both(patients, place.patients()), both(labels, place.labels()), present, contained);
        }
    }

    /**
     * A contained resource.
     *
     * @param key its address, {@code MedicationRequest/1#m}
     * @param type its own type
     */
    public record Inside(ResourceKey key, String type, byte[] body, Partial index) {}

    public Indexed index(ResourceKey key, ObjectNode resource) {
        SearchParameters current = parameters.get();
        return index(key, resource, current, current::paths);
    }

    /** What may have been stored of {@code resource}: rows of paths that are being given up, too. */
    public Indexed stored(ResourceKey key, ObjectNode resource) {
        SearchParameters current = parameters.get();
        return index(key, resource, current, type -> {
            List<SearchPath> all = new ArrayList<>(current.paths(type));
            all.addAll(current.retired(type));
            return all;
        });
    }

    private Indexed index(
            ResourceKey key, ObjectNode resource, SearchParameters current, Function<String, List<SearchPath>> paths) {
        Partial partial = index(key, resource, paths.apply(key.type()));
        List<Inside> contained = ContainedResources.of(key, resource).stream()
                .map(one -> new Inside(
                        one.key(),
                        one.type(),
                        FhirJson.bytes(one.content()),
                        index(one.key(), one.content(), paths.apply(one.type()))))
                .toList();
        Indexed own = new Indexed(
                partial.rows(), patients.of(key, resource, current), labels(resource), partial.present(), contained);
        return SecurityContexts.of(resource, vocabulary)
                .flatMap(contexts::place)
                .map(own::within)
                .orElse(own);
    }

    /** The patients of both, ascending. */
    public static long[] both(long[] some, long[] more) {
        return LongStream.concat(Arrays.stream(some), Arrays.stream(more))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The labels of both, ascending. */
    public static int[] both(int[] some, int[] more) {
        return IntStream.concat(Arrays.stream(some), Arrays.stream(more))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The rows of some paths, and the bits of those that have any. */
    public record Partial(Set<IndexRow> rows, long present) {}

    public Partial index(ResourceKey key, ObjectNode resource, List<SearchPath> paths) {
        Set<IndexRow> rows = new LinkedHashSet<>();
        UnaryOperator<ElementValue> references = ContainedResources.resolver(key, resource);
        long present = 0;
        for (SearchPath path : paths) {
            present |= index(resource, path, references, rows) ? path.mask() : 0;
        }
        return new Partial(rows, present);
    }

    /** Tells whether the element is there (R4 3.1.1.4.5, :missing), be it one that gives rows or not. */
    private boolean index(
            ObjectNode resource, SearchPath path, UnaryOperator<ElementValue> references, Set<IndexRow> rows) {
        if (path.kind() == SearchKind.COMPOSITE) {
            int before = rows.size();
            ElementValue whole = new ElementValue(resource, path.type());
            path.path().values(resource, focus -> composites.rows(whole, focus, path, rows::add));
            return rows.size() > before;
        }
        List<ElementValue> values = new ArrayList<>();
        boolean reference = path.kind() == SearchKind.REFERENCE;
        path.path().values(resource, value -> add(value, reference ? references.apply(value) : value, values));
        types.of(path.kind()).rows(values, path, rows::add);
        return !values.isEmpty();
    }

    /** A canonical is also found as it is written. */
    private static void add(ElementValue written, ElementValue resolved, List<ElementValue> values) {
        values.add(resolved);
        if (resolved != written && written.node().isTextual()) {
            values.add(written);
        }
    }

    private int[] labels(ObjectNode resource) {
        return labels.of(resource).stream()
                .mapToInt(text -> vocabulary.terms().intern(text))
                .sorted()
                .toArray();
    }
}
