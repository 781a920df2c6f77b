package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Codes, identifiers, contact points and booleans. One row per code serves {@code system|code}, {@code code} and {@code
 * |code}; identifiers and labels have one more for {@code system|}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">R4 search, token</a>
 */
public final class TokenSearch implements SearchType {

    static final String TABLE = "idx_token";

    private final Vocabulary vocabulary;

    public TokenSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A code with its system; either may be empty. */
    record Code(String system, String code) {}

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        for (Code code : codes(value)) {
            int system =
                    code.system().isEmpty() ? Terms.NONE : vocabulary.terms().intern(code.system());
            if (!code.code().isEmpty()) {
                row(path, system, code.code(), rows);
            }
            if (system != Terms.NONE && bySystem(path)) {
                row(path, system, "", rows);
            }
        }
    }

    /** The codes that a value carries. */
    static List<Code> codes(ElementValue value) {
        JsonNode node = value.node();
        return switch (value.datatype()) {
            case "CodeableConcept" -> {
                List<Code> codes = new ArrayList<>();
                node.path("coding").forEach(coding -> codes.add(code(coding, "code")));
                yield codes;
            }
            case "Coding" -> List.of(code(node, "code"));
            case "Identifier" -> List.of(code(node, "value"));
            case "ContactPoint" -> List.of(new Code("", node.path("value").asText("")));
            default -> node.isValueNode() ? List.of(new Code("", node.asText())) : List.of();
        };
    }

    private static Code code(JsonNode node, String child) {
        return new Code(node.path("system").asText(""), node.path(child).asText(""));
    }

    private void row(SearchPath path, int system, String code, Consumer<IndexRow> rows) {
        rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), code), system));
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        Lookup lookup = new Lookup();
        for (String value : asked.values()) {
            for (SearchPath path : asked.paths()) {
                add(asked, path, value, lookup);
            }
        }
        return lookup.match();
    }

    private void add(Asked asked, SearchPath path, String value, Lookup lookup) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() > 2 || value.isEmpty()) {
            throw InvalidSearch.value(asked.code(), "code, system|code, |code or system|");
        }
        String code = Escapes.unescape(parts.get(parts.size() - 1));
        long key = vocabulary.keys().of(path.id(), code);
        boolean bare = path.path().datatypes().stream().noneMatch(TokenSearch::hasSystem);
        if (parts.size() == 1) {
            lookup.add(key, bare ? Terms.NONE : Lookup.ANY);
            return;
        }
        String system = Escapes.unescape(parts.get(0));
        if (code.isEmpty() && !bySystem(path)) {
            throw new InvalidSearch("Search parameter '" + asked.code() + "' needs a code after the system.");
        }
        if (system.isEmpty() || (bare && system.equals(path.path().impliedSystem()))) {
            lookup.add(key, Terms.NONE);
        } else {
            Optional<Integer> known = vocabulary.terms().find(system);
            known.ifPresent(id -> lookup.add(key, id));
        }
    }

    private static boolean hasSystem(String datatype) {
        return datatype.equals("CodeableConcept") || datatype.equals("Coding") || datatype.equals("Identifier");
    }

    private static boolean bySystem(SearchPath path) {
        return path.expression().contains(".meta.") || path.path().datatypes().contains("Identifier");
    }

    /** The keys and systems to look up. */
    static final class Lookup {

        static final int ANY = -1;

        private final List<Long> keys = new ArrayList<>();
        private final List<Integer> systems = new ArrayList<>();

        void add(long key, int system) {
            keys.add(key);
            systems.add(system);
        }

        /** Takes up {@code code}, {@code |code} or {@code system|code}; a system nobody has used finds nothing. */
        void add(Vocabulary vocabulary, String value, ToLongFunction<String> keyOf) {
            List<String> parts = Escapes.split(value, '|');
            long key = keyOf.applyAsLong(Escapes.unescape(parts.get(parts.size() - 1)));
            if (parts.size() == 1) {
                add(key, ANY);
            } else if (parts.get(0).isEmpty()) {
                add(key, Terms.NONE);
            } else {
                vocabulary.terms().find(Escapes.unescape(parts.get(0))).ifPresent(id -> add(key, id));
            }
        }

        Match match() {
            if (keys.isEmpty()) {
                return Match.scan(TABLE, Sql.of("false"), false, keys);
            }
            if (keys.size() == 1) {
                boolean any = systems.get(0) == ANY;
                Sql one = any
                        ? Sql.of("x.key = ?", keys.get(0))
                        : Sql.of("x.key = ? AND x.sys = ?", keys.get(0), systems.get(0));
                return Match.scan(TABLE, one, !any, keys);
            }
            long[] all = keys.stream().mapToLong(Long::longValue).toArray();
            int[] sys = systems.stream().mapToInt(Integer::intValue).toArray();
            Sql many = Sql.of(
                    "x.key = ANY (?) AND EXISTS (SELECT 1 FROM unnest(?::bigint[], ?::int[]) v (key, sys) "
                            + "WHERE v.key = x.key AND (v.sys = x.sys OR v.sys = -1))",
                    all,
                    all,
                    sys);
            return Match.scan(TABLE, many, false, keys);
        }
    }
}
