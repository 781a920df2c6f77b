package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    public ReferenceSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
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

    private void reference(SearchPath path, JsonNode node, Consumer<IndexRow> rows) {
        String reference = node.path("reference").asText("");
        if (!reference.isEmpty() && !reference.startsWith("#")) {
            row(path, vocabulary.target(reference), rows);
        }
        JsonNode identifier = node.path("identifier");
        if (identifier.path("value").isTextual()) {
            String system = identifier.path("system").asText("");
            int sys = system.isEmpty() ? Terms.NONE : vocabulary.terms().intern(system);
            String code = IDENTIFIER + identifier.path("value").asText();
            rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), code), sys));
        }
    }

    /** With a version, it is found with that version and without. */
    private void canonical(SearchPath path, String url, Consumer<IndexRow> rows) {
        row(path, url, rows);
        int version = url.indexOf('|');
        if (version > 0) {
            row(path, url.substring(0, version), rows);
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
        boolean typed = Fhir.isResourceType(asked.modifier());
        if (!asked.modifier().isEmpty() && !asked.modifier().equals("not") && !typed) {
            throw InvalidSearch.modifier(
                    asked.code(),
                    asked.modifier(),
                    "it takes :identifier, :not, :missing and the name of a target type");
        }
        Set<String> types = typed ? Set.of(asked.modifier()) : asked.targets();
        List<Long> targets = new ArrayList<>();
        asked.values().forEach(value -> targets(asked.code(), Escapes.unescape(value), types, targets));
        if (asked.paths().stream().anyMatch(path -> path.path().datatypes().contains("canonical"))) {
            asked.values().forEach(value -> asWritten(Escapes.unescape(value), targets));
        }
        return match(asked.paths(), targets);
    }

    /** A canonical is indexed as it is written, even where it looks like an id or like an address of this server. */
    private void asWritten(String canonical, List<Long> targets) {
        long key = vocabulary.keys().of(canonical);
        if (!targets.contains(key)) {
            targets.add(key);
        }
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

    public static int[] ids(List<SearchPath> paths) {
        return paths.stream().mapToInt(SearchPath::id).toArray();
    }

    private void targets(String code, String value, Set<String> types, List<Long> targets) {
        if (value.isBlank()) {
            throw InvalidSearch.value(code, "an id, Type/id or a URL");
        }
        if (!ResourceKey.isId(value)) {
            String target = vocabulary.target(value);
            int slash = target.indexOf('/');
            boolean relative = slash > 0 && Fhir.isResourceType(target.substring(0, slash));
            if (!relative || types.isEmpty() || types.contains(target.substring(0, slash))) {
                targets.add(vocabulary.keys().of(target));
            }
            return;
        }
        Set<String> candidates = types.isEmpty() ? Fhir.resourceTypes() : types;
        candidates.forEach(type -> targets.add(vocabulary.keys().of(new ResourceKey(type, value))));
    }

    private Match identifier(Asked asked) {
        TokenSearch.Lookup lookup = new TokenSearch.Lookup();
        for (String value : asked.values()) {
            List<String> parts = Escapes.split(value, '|');
            if (parts.size() > 2 || parts.get(parts.size() - 1).isEmpty()) {
                throw InvalidSearch.value(asked.code(), "value, system|value or |value");
            }
            for (SearchPath path : asked.paths()) {
                lookup.add(vocabulary, value, code -> vocabulary.keys().of(path.id(), IDENTIFIER + code));
            }
        }
        return lookup.match();
    }
}
