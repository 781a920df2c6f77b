package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.terminology.Expansion.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Expands a value set of one large code system page by page, where the system can find the page itself. */
public final class ValueSetPages {

    private final Function<Canonical, Optional<CodeSystem>> systems;

    public ValueSetPages(Function<Canonical, Optional<CodeSystem>> systems) {
        this.systems = systems;
    }

    /**
     * Which of the codes are wanted.
     *
     * @param words what a person typed to find them by name
     * @param count at most; negative for all
     */
    public record Wanted(String words, boolean activeOnly, boolean selectableOnly, int offset, int count) {}

    /** Some of {@code total} members. */
    public record Page(long total, List<Member> members) {}

    /** The page; empty when the value set must be worked out as a whole. */
    public Optional<Page> of(ObjectNode valueSet, Wanted wanted) {
        JsonNode compose = valueSet.path("compose");
        JsonNode include = compose.path("include").path(0);
        boolean one = compose.path("include").size() == 1
                && include.has("system")
                && include.path("concept").isEmpty()
                && include.path("valueSet").isEmpty();
        if (!one) {
            return Optional.empty();
        }
        String url = include.path("system").asText("");
        List<List<JsonNode>> without = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (JsonNode exclude : compose.path("exclude")) {
            boolean same = exclude.path("system").asText("").equals(url)
                    && exclude.path("valueSet").isEmpty()
                    && !(exclude.path("concept").isEmpty()
                            && exclude.path("filter").isEmpty());
            if (!same) {
                return Optional.empty();
            }
            exclude.path("concept")
                    .forEach(node -> leftOut.add(node.path("code").asText("")));
            if (!exclude.path("filter").isEmpty()) {
                without.add(ValueSetExpander.filters(exclude));
            }
        }
        boolean activeOnly = wanted.activeOnly() || !compose.path("inactive").asBoolean(true);
        Concepts.Selection selection = new Concepts.Selection(
                ValueSetExpander.filters(include),
                without,
                leftOut,
                wanted.words(),
                activeOnly,
                wanted.selectableOnly(),
                wanted.offset(),
                wanted.count());
        return systems.apply(new Canonical(url, include.path("version").asText("")))
                .flatMap(system -> system.page(selection).map(page -> page(system, page)));
    }

    private static Page page(CodeSystem system, Concepts.Page page) {
        return new Page(
                page.total(),
                page.concepts().stream()
                        .map(concept -> Member.of(system, concept))
                        .toList());
    }
}
