package health.throughline.search.terminology.loaded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Concept;
import health.throughline.fhir.terminology.Concepts;
import health.throughline.store.term.ConceptRow;
import health.throughline.store.term.ConceptTable;
import health.throughline.store.term.Facets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The concepts of one loaded version of a code system, which never changes: what was asked of them is kept. Lists of them
 * are limited; a page of any of them is not.
 */
final class LoadedConcepts implements Concepts {

    /** Codes that are handed out at once. */
    static final int MAX_CODES = 10_000;

    private static final Set<String> COMMON = Set.of("inactive", "notSelectable", "status");

    private final ConceptTable table;
    private final int size;
    private final Set<String> properties = new HashSet<>(COMMON);
    private final FacetFilter filters = new FacetFilter(this, this::number);
    private final Cache<String, Optional<Known>> known = cache(10_000);
    private final Cache<String, Boolean> answers = cache(50_000);
    private final Cache<String, Long> counts = cache(1_000);

    private record Known(int number, Concept concept) {}

    LoadedConcepts(ConceptTable table, int size, JsonNode definition) {
        this.table = table;
        this.size = size;
        definition
                .path("property")
                .forEach(property -> properties.add(property.path("code").asText("")));
    }

    private static <V> Cache<String, V> cache(int entries) {
        return Caffeine.newBuilder().maximumSize(entries).build();
    }

    private static Concept concept(ConceptRow row) {
        ObjectNode node = FhirJson.object().put("code", row.code()).put("display", row.display());
        node.setAll(FhirJson.parseStored(row.content().getBytes(StandardCharsets.UTF_8)));
        return Concept.of(node);
    }

    private Optional<Known> known(String code) {
        Optional<Known> cached = known.getIfPresent(code);
        if (cached == null) {
            cached = table.find(code).map(row -> new Known(row.number(), concept(row)));
            known.put(code, cached);
        }
        return cached;
    }

    private OptionalInt number(String code) {
        return known(code).map(one -> OptionalInt.of(one.number())).orElse(OptionalInt.empty());
    }

    private Known required(String code) {
        return known(code).orElseThrow(CodeSystem::noSuchCode);
    }

    @Override
    public Optional<Concept> find(String code) {
        return known(code).map(Known::concept);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Collection<Concept> all() {
        requireFew(size);
        return concepts(table.all(false, 0, MAX_CODES));
    }

    private static void requireFew(long number) {
        if (number > MAX_CODES) {
            throw tooMany();
        }
    }

    private static Refusal tooMany() {
        return new Refusal(
                Refusal.Reason.TOO_COSTLY,
                "That takes more than " + MAX_CODES
                        + " codes of a large code system; use a narrower value set or code, or "
                        + "expand it with 'filter' or page by page with 'count'.");
    }

    @Override
    public Set<String> below(String code) {
        Known top = required(code);
        String below = Facets.related(Facets.ABOVE, top.number());
        requireFew(count(below, false));
        return first(top, table.codes(below, MAX_CODES));
    }

    @Override
    public Set<String> above(String code) {
        Known bottom = required(code);
        return first(bottom, table.named(bottom.number(), Facets.ABOVE));
    }

    private static Set<String> first(Known first, List<String> others) {
        Set<String> codes = new LinkedHashSet<>(List.of(first.concept().code()));
        codes.addAll(others);
        return codes;
    }

    @Override
    public boolean subsumes(String above, String below) {
        int top = required(above).number();
        int bottom = required(below).number();
        return top == bottom || has(bottom, Facets.related(Facets.ABOVE, top));
    }

    private boolean has(int number, String facets) {
        String question = number + " " + facets;
        Boolean answer = answers.getIfPresent(question);
        if (answer == null) {
            answer = table.has(number, facets);
            answers.put(question, answer);
        }
        return answer;
    }

    @Override
    public Set<String> parents(String code) {
        return new LinkedHashSet<>(table.named(required(code).number(), Facets.PARENT));
    }

    @Override
    public Set<String> children(String code) {
        List<String> codes =
                table.codes(Facets.related(Facets.PARENT, required(code).number()), MAX_CODES);
        return new LinkedHashSet<>(codes);
    }

    @Override
    public boolean knows(String property) {
        return properties.contains(property);
    }

    @Override
    public List<Concept> meeting(List<JsonNode> asked) {
        String question = filters.all(asked);
        requireFew(count(question, false));
        return concepts(table.with(question, false, 0, MAX_CODES));
    }

    @Override
    public boolean meets(Concept concept, List<JsonNode> asked) {
        return has(required(concept.code()).number(), filters.all(asked));
    }

    @Override
    public Optional<Page> page(Selection selection) {
        String question = question(selection);
        boolean activeOnly = selection.activeOnly();
        long total = question.isEmpty() && !activeOnly ? size : count(question, activeOnly);
        if (selection.count() < 0) {
            requireFew(total - selection.offset());
        }
        int count = selection.count() < 0 ? MAX_CODES : Math.min(selection.count(), MAX_CODES);
        List<ConceptRow> rows = question.isEmpty()
                ? table.all(activeOnly, selection.offset(), count)
                : table.with(question, activeOnly, selection.offset(), count);
        return Optional.of(new Page(total, concepts(rows)));
    }

    private String question(Selection selection) {
        List<String> parts = new ArrayList<>();
        parts.add(filters.all(selection.filters()));
        parts.add(Facets.words(selection.words()));
        selection.without().forEach(group -> parts.add(Facets.not(filters.all(group))));
        if (!selection.leftOut().isEmpty()) {
            parts.add(Facets.not(filters.selves(selection.leftOut())));
        }
        if (selection.selectableOnly()) {
            parts.add(Facets.not(Facets.with("notSelectable", "true")));
        }
        return Facets.all(parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    private long count(String question, boolean activeOnly) {
        return counts.get(
                question + (activeOnly ? " active" : ""),
                key -> question.isEmpty() ? table.count(activeOnly) : table.count(question, activeOnly));
    }

    private static List<Concept> concepts(List<ConceptRow> rows) {
        return rows.stream().map(LoadedConcepts::concept).toList();
    }
}
