package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.function.Consumer;

/**
 * References by the hash of their target, and by identifier.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#reference">R4 search, reference</a>
 */
public final class ReferenceSearch implements SearchType {

    private static final String TABLE = "idx_reference";
    private static final String IDENTIFIER = "identifier:";

    private final Vocabulary vocabulary;
    private final ReferenceTargets targets;

    public ReferenceSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.targets = new ReferenceTargets(vocabulary);
    }

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        JsonNode node = value.node();
        if (node.isTextual()) {
            canonical(path, node.asText(), rows);
        } else if (node.has("resourceType")) {
            String id = node.path("id").asText("");
            if (!id.isEmpty()) {
                row(path, node.path("resourceType").asText() + "/" + id, rows);
            }
        } else {
            reference(path, node, rows);
        }
    }

    /** With a version, it is found with that version and without. */
    private void reference(SearchPath path, JsonNode node, Consumer<IndexRow> rows) {
        String reference = node.path("reference").asText("");
        if (!reference.isEmpty() && !reference.startsWith("#")) {
            String target = vocabulary.target(reference);
            String versioned = vocabulary.relative(reference);
            row(path, target, rows);
            if (!versioned.equals(target)) {
                row(path, versioned, rows);
            }
        }
        if (node.has("identifier")) {
            identifier(path, node.path("identifier"), rows);
        }
    }

    /** By its value, and under no value by its system alone. */
    private void identifier(SearchPath path, JsonNode identifier, Consumer<IndexRow> rows) {
        String value = identifier.path("value").asText("");
        String system = identifier.path("system").asText("");
        int sys = system.isEmpty() ? Terms.NONE : vocabulary.terms().intern(system);
        if (!value.isEmpty()) {
            rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), IDENTIFIER + value), sys));
        }
        if (sys != Terms.NONE) {
            rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), IDENTIFIER), sys));
        }
    }

    /** With a version or a fragment, it is found with them and without; versions are terms, for {@code :below}. */
    private void canonical(SearchPath path, String url, Consumer<IndexRow> rows) {
        row(path, url, rows);
        int fragment = url.indexOf('#');
        String whole = fragment > 0 ? url.substring(0, fragment) : url;
        if (fragment > 0) {
            row(path, whole, rows);
        }
        int version = whole.indexOf('|');
        if (version > 0) {
            row(path, whole.substring(0, version), rows);
            vocabulary.terms().intern(whole);
        }
    }

    private void row(SearchPath path, String target, Consumer<IndexRow> rows) {
        rows.accept(new IndexRow.Reference(vocabulary.keys().of(target), path.id()));
    }

    @Override
    public Match match(Asked asked) {
        if (asked.modifier().equals("identifier")) {
            return identifier(asked);
        }
        return match(asked.paths(), targets.of(asked));
    }

    /** Resources that refer to the resource with the key {@code target} by any of {@code paths}. */
    public static Match to(long target, List<SearchPath> paths) {
        return match(paths, List.of(target));
    }

    private static Match match(List<SearchPath> paths, List<Long> targets) {
        if (targets.size() == 1 && paths.size() == 1) {
            Sql one = Sql.of(
                    "x.target = ? AND x.path = ?", targets.get(0), paths.get(0).id());
            return Match.scan(TABLE, one, true, targets);
        }
        Sql many = Sql.of(
                "x.target = ANY (?) AND x.path = ANY (?)",
                targets.stream().mapToLong(Long::longValue).toArray(),
                ids(paths));
        return Match.scan(TABLE, many, false, targets);
    }

    /** References of {@code paths} to any of the resources whose keys {@code among} selects. */
    public static Match match(List<SearchPath> paths, Sql among, List<Long> roots) {
        Sql condition = Sql.of("x.target = ANY (ARRAY(").add(among).add(")) AND x.path = ANY (?)", ids(paths));
        return Match.scan(TABLE, condition, false, roots);
    }

    public static int[] ids(List<SearchPath> paths) {
        return paths.stream().mapToInt(SearchPath::id).toArray();
    }

    private Match identifier(Asked asked) {
        if (!ReferenceTargets.hasReferences(asked)) {
            throw new InvalidSearch("Search parameter '" + asked.code()
                    + "' refers by canonical URLs, which have no identifier; search by URL or URL|version.");
        }
        TokenLookup lookup = new TokenLookup();
        for (String value : asked.values()) {
            List<String> parts = Escapes.split(value, '|');
            if (parts.size() > 2 || value.isEmpty() || value.equals("|")) {
                throw InvalidSearch.value(asked.code(), "value, system|value, |value or system|");
            }
            for (SearchPath path : asked.paths()) {
                lookup.add(vocabulary, value, code -> vocabulary.keys().of(path.id(), IDENTIFIER + code));
            }
        }
        return lookup.match();
    }
}
