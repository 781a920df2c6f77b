package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.path.BoundCodes;
import health.throughline.fhir.path.ElementValue;
import health.throughline.fhir.terminology.Terminology;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.Folding;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes.Used;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Codes, identifiers, contact points and booleans. One row per code serves {@code system|code}, {@code code} and {@code
 * |code}. {@code system|}, {@code :text} and long value sets go by the codes that are in use; identifiers, which are not
 * kept there, have one row more for {@code system|}, and one for each of their types.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">R4 search, token</a>
 */
public final class TokenSearch implements SearchType {

    static final String TABLE = "idx_token";

    /** Codes in use that one question may lead to. */
    static final int MAX_CODES = 10_000;

    /** With more codes than this, only those in use are looked up. */
    private static final int FEW = 50;

    private static final BoundCodes TRUTH =
            new BoundCodes(Map.of("http://terminology.hl7.org/CodeSystem/special-values", Set.of("true", "false")));

    private final Vocabulary vocabulary;
    private final Terminology terminology;

    public TokenSearch(Vocabulary vocabulary, Terminology terminology) {
        this.vocabulary = vocabulary;
        this.terminology = terminology;
    }

    /** A code with its system; either may be empty. */
    record Code(String system, String code) {}

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        rows(List.of(value), path, rows);
    }

    @Override
    public void rows(List<ElementValue> values, SearchPath path, Consumer<IndexRow> rows) {
        if (!values.isEmpty()) {
            TokenRows all = new TokenRows(vocabulary, path, rows);
            values.forEach(all::add);
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

    /** What the values at a path are, as far as asking for them goes. */
    private record Kind(boolean coded, boolean identifier, boolean contact, boolean truth, BoundCodes implied) {

        static Kind of(SearchPath path) {
            Set<String> types = path.path().datatypes();
            boolean unknown = types.isEmpty();
            boolean truth = types.equals(Set.of("boolean"));
            return new Kind(
                    unknown || types.contains("CodeableConcept") || types.contains("Coding"),
                    unknown || types.contains("Identifier"),
                    unknown || types.contains("ContactPoint"),
                    truth,
                    truth ? TRUTH : path.path().boundCodes());
        }

        /** Whether its rows are without system. */
        boolean bare() {
            return !coded && !identifier && !contact;
        }

        /** Whether its codes belong to code systems. */
        boolean hasMeaning() {
            return coded || (bare() && !truth && !implied.isEmpty());
        }
    }

    @Override
    public Match match(Asked asked) {
        return switch (asked.modifier()) {
            case "", "not" -> each(asked, this::plain);
            case "in", "not-in" ->
                each(
                        requireFit(asked, Kind::hasMeaning),
                        (same, path, value, lookup) -> add(path, members(same, value), lookup));
            case "below", "above" ->
                each(
                        requireFit(asked, Kind::hasMeaning),
                        (same, path, value, lookup) -> add(path, related(same, path, value), lookup));
            case "of-type" -> each(requireFit(asked, Kind::identifier), this::ofType);
            case "text" -> text(requireFit(asked, kind -> kind.coded() || kind.identifier()));
            default ->
                throw InvalidSearch.modifier(
                        asked.code(),
                        asked.modifier(),
                        "a token takes :not, :text, :in, :not-in, :above, :below, :of-type and :missing");
        };
    }

    /** Takes up one alternative on one path. */
    private interface Step {
        void add(Asked asked, SearchPath path, String value, TokenLookup lookup);
    }

    private static Match each(Asked asked, Step step) {
        TokenLookup lookup = new TokenLookup();
        for (String value : asked.values()) {
            for (SearchPath path : asked.paths()) {
                step.add(asked, path, value, lookup);
            }
        }
        boolean rare = asked.paths().stream().map(Kind::of).noneMatch(kind -> kind.coded() || kind.bare());
        return rare ? lookup.match().ofRareKeys() : lookup.match();
    }

    private static Asked requireFit(Asked asked, Predicate<Kind> fits) {
        if (asked.paths().stream().map(Kind::of).noneMatch(fits)) {
            throw InvalidSearch.modifier(
                    asked.code(), asked.modifier(), "it does not fit the datatype of its values; :not and :missing do");
        }
        return asked;
    }

    private void plain(Asked asked, SearchPath path, String value, TokenLookup lookup) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() > 2 || value.isEmpty() || value.equals("|")) {
            throw InvalidSearch.value(asked.code(), "code, system|code, |code or system|");
        }
        Kind kind = Kind.of(path);
        String code = Escapes.unescape(parts.get(parts.size() - 1));
        if (kind.truth() && !code.equals("true") && !code.equals("false")) {
            requireOtherThanTruth(asked);
            return;
        }
        long key = vocabulary.keys().of(path.id(), code);
        if (parts.size() == 1) {
            if (kind.bare()) {
                lookup.add(key, Terms.NONE);
            } else if (kind.identifier() || kind.contact()) {
                lookup.addAny(key);
            } else {
                lookup.add(key, TokenLookup.ANY);
            }
            return;
        }
        String system = Escapes.unescape(parts.get(0));
        if (code.isEmpty()) {
            wholeSystem(asked, path, system, lookup);
        } else if (system.isEmpty() || (kind.bare() && kind.implied().implies(system, code))) {
            lookup.add(key, Terms.NONE);
        } else {
            lookup.system(vocabulary, system).ifPresent(id -> lookup.add(key, id));
        }
    }

    /** Of a choice of code and boolean, other paths may take the code. */
    private static void requireOtherThanTruth(Asked asked) {
        if (asked.paths().stream().allMatch(path -> Kind.of(path).truth())) {
            throw InvalidSearch.value(asked.code(), "true or false");
        }
    }

    private void wholeSystem(Asked asked, SearchPath path, String system, TokenLookup lookup) {
        Kind kind = Kind.of(path);
        if (!kind.hasMeaning() && !kind.identifier()) {
            throw new InvalidSearch("Search parameter '" + asked.code() + "' needs a value after the '|'.");
        }
        Set<String> bound = kind.implied().bySystem().getOrDefault(system, Set.of());
        boolean implied = kind.bare() && !bound.isEmpty();
        if (implied && kind.implied().bySystem().size() > 1) {
            add(path, Map.of(system, bound), lookup);
            return;
        }
        Optional<Integer> id = implied ? Optional.of(Terms.NONE) : lookup.system(vocabulary, system);
        if (id.isEmpty()) {
            return;
        }
        if (kind.identifier()) {
            lookup.add(vocabulary.keys().of(path.id(), ""), id.get());
        }
        if (kind.coded() || implied) {
            List<Used> used = vocabulary.codes().ofSystem(path.id(), id.get(), MAX_CODES + 1);
            lookup.add(requireFew(asked, used));
        }
    }

    static Collection<Used> requireFew(Asked asked, Collection<Used> used) {
        if (used.size() > MAX_CODES) {
            throw new InvalidSearch("Search parameter '" + asked.code() + "' would have to look for more than "
                    + MAX_CODES + " different values; ask more closely.");
        }
        return used;
    }

    private Map<String, Set<String>> members(Asked asked, String value) {
        String name = Escapes.unescape(value);
        if (name.isBlank()) {
            throw InvalidSearch.value(asked.code(), "the canonical URL of a ValueSet, or ValueSet/id");
        }
        return answer(asked, () -> terminology.codes(name));
    }

    private Map<String, Set<String>> related(Asked asked, SearchPath path, String value) {
        List<String> parts = Escapes.split(value, '|');
        Kind kind = Kind.of(path);
        String code = Escapes.unescape(parts.get(parts.size() - 1));
        String system = parts.size() == 2
                ? Escapes.unescape(parts.get(0))
                : kind.bare() ? kind.implied().systemOf(code).orElse("") : "";
        if (parts.size() > 2 || code.isEmpty() || system.isEmpty()) {
            throw InvalidSearch.value(asked.code(), "system|code");
        }
        Set<String> codes = answer(
                asked,
                () -> asked.modifier().equals("below")
                        ? terminology.below(system, code)
                        : terminology.above(system, code));
        return Map.of(system, codes);
    }

    /** What the terminology refuses is said of the parameter that asked. */
    private static <T> T answer(Asked asked, Supplier<T> question) {
        try {
            return question.get();
        } catch (Refusal e) {
            throw new InvalidSearch(
                    "Search parameter '" + asked.code() + ":" + asked.modifier() + "': " + e.getMessage());
        }
    }

    private void add(SearchPath path, Map<String, Set<String>> codes, TokenLookup lookup) {
        if (Kind.of(path).hasMeaning()) {
            lookup.add(inUse(path, codes).keySet());
        }
    }

    /** The rows of those of {@code codes} that may be in use under {@code path}, with {@code system|code}. */
    private Map<Used, String> inUse(SearchPath path, Map<String, Set<String>> codes) {
        Kind kind = Kind.of(path);
        Map<Used, String> wanted = new LinkedHashMap<>();
        codes.forEach((system, each) -> {
            Optional<Integer> id =
                    kind.bare() ? Optional.of(Terms.NONE) : vocabulary.terms().find(system);
            id.ifPresent(sys -> each.stream()
                    .filter(code -> !kind.bare() || kind.implied().implies(system, code))
                    .forEach(code ->
                            wanted.put(new Used(vocabulary.keys().of(path.id(), code), sys), system + "|" + code)));
        });
        if (wanted.size() > FEW) {
            int[] systems =
                    wanted.keySet().stream().mapToInt(Used::sys).distinct().toArray();
            Set<Used> used = vocabulary.codes().ofSystems(path.id(), systems, 2 * MAX_CODES);
            if (used.size() < 2 * MAX_CODES) {
                wanted.keySet().retainAll(used);
            }
        }
        return wanted;
    }

    /**
     * The codes asked, each together with {@code target}, under a path that pairs the two; empty when not all of them are
     * codes with a system, which alone are paired.
     */
    public Optional<Match> paired(Asked asked, SearchPath pair, String target) {
        TokenLookup lookup = new TokenLookup();
        SearchPath path = asked.paths().get(0);
        for (String value : asked.values()) {
            Optional<Map<String, Set<String>>> codes = qualified(asked, value);
            if (codes.isEmpty()) {
                return Optional.empty();
            }
            inUse(path, codes.get())
                    .values()
                    .forEach(code -> lookup.add(vocabulary.keys().of(pair.id(), code + "$" + target), Terms.NONE));
        }
        return Optional.of(lookup.match());
    }

    private Optional<Map<String, Set<String>>> qualified(Asked asked, String value) {
        List<String> parts = Escapes.split(value, '|');
        boolean plain = asked.modifier().isEmpty() && parts.size() == 2 && !parts.contains("");
        return switch (asked.modifier()) {
            case "in" -> Optional.of(members(asked, value));
            case "below", "above" -> Optional.of(related(asked, asked.paths().get(0), value));
            default ->
                plain
                        ? Optional.of(Map.of(Escapes.unescape(parts.get(0)), Set.of(Escapes.unescape(parts.get(1)))))
                        : Optional.empty();
        };
    }

    private void ofType(Asked asked, SearchPath path, String value, TokenLookup lookup) {
        List<String> parts =
                Escapes.split(value, '|').stream().map(Escapes::unescape).toList();
        if (parts.size() != 3 || parts.contains("")) {
            throw InvalidSearch.value(asked.code() + ":of-type", "system|code|value, system and code of the type");
        }
        long key = vocabulary.keys().of(path.id(), TokenRows.ofType(parts.get(1), parts.get(2)));
        lookup.system(vocabulary, parts.get(0)).ifPresent(id -> lookup.add(key, id));
    }

    private Match text(Asked asked) {
        TokenLookup lookup = new TokenLookup();
        List<Sql> texts = new ArrayList<>();
        int[] paths = asked.paths().stream().mapToInt(SearchPath::id).toArray();
        for (String value : asked.values()) {
            String words = Folding.words(Escapes.unescape(value));
            if (words.isEmpty()) {
                throw InvalidSearch.value(asked.code() + ":text", "text with a letter or digit in it");
            }
            lookup.add(vocabulary.codes().withText(paths, words));
            for (SearchPath path : asked.paths()) {
                long[] keys = TokenRows.textKeys(vocabulary, path);
                texts.add(Sql.of("x.key = ? AND position(? IN x.norm) > 0", keys[0], words));
                texts.add(Sql.of("x.key = ? AND position(? IN x.full_text) > 0", keys[1], words));
            }
        }
        Match written = new Match(StringSearch.TABLE, Comparison.any(texts), texts, Match.Yield.REPEATED, List.of());
        return lookup.isEmpty() ? written : lookup.match().or(written);
    }
}
