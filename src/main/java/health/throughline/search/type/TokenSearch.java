package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.Folding;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes;
import health.throughline.store.UsedCodes.Used;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

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

    private static final String SPECIAL_VALUES = "http://terminology.hl7.org/CodeSystem/special-values";

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
    private record Kind(boolean coded, boolean identifier, boolean contact, boolean truth, String implied) {

        static Kind of(SearchPath path) {
            Set<String> types = path.path().datatypes();
            boolean unknown = types.isEmpty();
            boolean truth = types.equals(Set.of("boolean"));
            return new Kind(
                    unknown || types.contains("CodeableConcept") || types.contains("Coding"),
                    unknown || types.contains("Identifier"),
                    unknown || types.contains("ContactPoint"),
                    truth,
                    truth ? SPECIAL_VALUES : path.path().impliedSystem());
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
            case "in", "not-in" -> each(requireFit(asked, Kind::hasMeaning), this::members);
            case "below", "above" -> each(requireFit(asked, Kind::hasMeaning), this::related);
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
        void add(Asked asked, SearchPath path, String value, Lookup lookup);
    }

    private static Match each(Asked asked, Step step) {
        Lookup lookup = new Lookup();
        for (String value : asked.values()) {
            for (SearchPath path : asked.paths()) {
                step.add(asked, path, value, lookup);
            }
        }
        return lookup.match();
    }

    private static Asked requireFit(Asked asked, Predicate<Kind> fits) {
        if (asked.paths().stream().map(Kind::of).noneMatch(fits)) {
            throw InvalidSearch.modifier(
                    asked.code(), asked.modifier(), "it does not fit the datatype of its values; :not and :missing do");
        }
        return asked;
    }

    private void plain(Asked asked, SearchPath path, String value, Lookup lookup) {
        List<String> parts = Escapes.split(value, '|');
        if (parts.size() > 2 || value.isEmpty() || value.equals("|")) {
            throw InvalidSearch.value(asked.code(), "code, system|code, |code or system|");
        }
        Kind kind = Kind.of(path);
        String code = Escapes.unescape(parts.get(parts.size() - 1));
        if (kind.truth() && !code.equals("true") && !code.equals("false")) {
            throw InvalidSearch.value(asked.code(), "true or false");
        }
        long key = vocabulary.keys().of(path.id(), code);
        if (parts.size() == 1) {
            if (kind.bare()) {
                lookup.add(key, Terms.NONE);
            } else if (kind.identifier() || kind.contact()) {
                lookup.addAny(key);
            } else {
                lookup.add(key, Lookup.ANY);
            }
            return;
        }
        String system = Escapes.unescape(parts.get(0));
        if (code.isEmpty()) {
            wholeSystem(asked, path, system, lookup);
        } else if (system.isEmpty() || (kind.bare() && system.equals(kind.implied()))) {
            lookup.add(key, Terms.NONE);
        } else {
            vocabulary.terms().find(system).ifPresent(id -> lookup.add(key, id));
        }
    }

    private void wholeSystem(Asked asked, SearchPath path, String system, Lookup lookup) {
        Kind kind = Kind.of(path);
        if (!kind.hasMeaning() && !kind.identifier()) {
            throw new InvalidSearch("Search parameter '" + asked.code() + "' needs a value after the '|'.");
        }
        boolean implied = kind.bare() && system.equals(kind.implied());
        Optional<Integer> id =
                implied ? Optional.of(Terms.NONE) : vocabulary.terms().find(system);
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

    private void members(Asked asked, SearchPath path, String value, Lookup lookup) {
        String name = Escapes.unescape(value);
        if (name.isBlank()) {
            throw InvalidSearch.value(asked.code(), "the canonical URL of a ValueSet, or ValueSet/id");
        }
        add(path, answer(asked, () -> terminology.codes(name)), lookup);
    }

    private void related(Asked asked, SearchPath path, String value, Lookup lookup) {
        List<String> parts = Escapes.split(value, '|');
        Kind kind = Kind.of(path);
        String code = Escapes.unescape(parts.get(parts.size() - 1));
        String system = parts.size() == 2 ? Escapes.unescape(parts.get(0)) : kind.bare() ? kind.implied() : "";
        if (parts.size() > 2 || code.isEmpty() || system.isEmpty()) {
            throw InvalidSearch.value(asked.code(), "system|code");
        }
        Set<String> codes = answer(
                asked,
                () -> asked.modifier().equals("below")
                        ? terminology.below(system, code)
                        : terminology.above(system, code));
        add(path, Map.of(system, codes), lookup);
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

    private void add(SearchPath path, Map<String, Set<String>> codes, Lookup lookup) {
        Kind kind = Kind.of(path);
        if (!kind.hasMeaning()) {
            return;
        }
        List<Used> wanted = new ArrayList<>();
        codes.forEach((system, each) -> {
            Optional<Integer> id = !kind.bare()
                    ? vocabulary.terms().find(system)
                    : Optional.of(Terms.NONE).filter(none -> system.equals(kind.implied()));
            id.ifPresent(sys ->
                    each.forEach(code -> wanted.add(new Used(vocabulary.keys().of(path.id(), code), sys))));
        });
        lookup.add(wanted.size() <= FEW ? wanted : inUse(path, wanted));
    }

    private List<Used> inUse(SearchPath path, List<Used> wanted) {
        int[] systems = wanted.stream().mapToInt(Used::sys).distinct().toArray();
        Set<Used> used = vocabulary.codes().ofSystems(path.id(), systems, 2 * MAX_CODES);
        return used.size() == 2 * MAX_CODES
                ? wanted
                : wanted.stream().filter(used::contains).toList();
    }

    private void ofType(Asked asked, SearchPath path, String value, Lookup lookup) {
        List<String> parts =
                Escapes.split(value, '|').stream().map(Escapes::unescape).toList();
        if (parts.size() != 3 || parts.contains("")) {
            throw InvalidSearch.value(asked.code() + ":of-type", "system|code|value, system and code of the type");
        }
        long key = vocabulary.keys().of(path.id(), TokenRows.ofType(parts.get(1), parts.get(2)));
        vocabulary.terms().find(parts.get(0)).ifPresent(id -> lookup.add(key, id));
    }

    private Match text(Asked asked) {
        Lookup lookup = new Lookup();
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

    /** The keys and systems to look up. */
    static final class Lookup {

        static final int ANY = -1;

        /** Systems that are told apart by ranges of their own; more are compared row by row. */
        private static final int RANGES = 16;

        private final Map<Integer, Set<Long>> bySystem = new LinkedHashMap<>();
        private final Set<Long> partly = new LinkedHashSet<>();
        private final Set<Integer> texts = new LinkedHashSet<>();
        private boolean unlisted;

        void add(long key, int system) {
            bySystem.computeIfAbsent(system, id -> new LinkedHashSet<>()).add(key);
        }

        /** With any system, of values whose systems are not among the used codes. */
        void addAny(long key) {
            add(key, ANY);
            unlisted = true;
        }

        void add(Collection<Used> codes) {
            codes.forEach(code -> add(code.key(), code.sys()));
        }

        void add(UsedCodes.ByText codes) {
            add(codes.whole());
            Arrays.stream(codes.partly()).forEach(partly::add);
            Arrays.stream(codes.texts()).forEach(texts::add);
        }

        /** Takes up {@code code}, {@code |code} or {@code system|code}; a system nobody has used finds nothing. */
        void add(Vocabulary vocabulary, String value, ToLongFunction<String> keyOf) {
            List<String> parts = Escapes.split(value, '|');
            long key = keyOf.applyAsLong(Escapes.unescape(parts.get(parts.size() - 1)));
            if (parts.size() == 1) {
                addAny(key);
            } else if (parts.get(0).isEmpty()) {
                add(key, Terms.NONE);
            } else {
                vocabulary.terms().find(Escapes.unescape(parts.get(0))).ifPresent(id -> add(key, id));
            }
        }

        boolean isEmpty() {
            return bySystem.isEmpty() && partly.isEmpty();
        }

        Match match() {
            if (isEmpty()) {
                return Match.scan(TABLE, Sql.of("false"), false, List.of());
            }
            List<Long> keys = new ArrayList<>(partly);
            bySystem.values().forEach(keys::addAll);
            List<Sql> ranges = bySystem.size() <= RANGES ? ranges() : List.of(rowByRow());
            if (!partly.isEmpty()) {
                int[] matching = texts.stream().mapToInt(Integer::intValue).toArray();
                ranges = new ArrayList<>(ranges);
                ranges.add(Sql.of("x.key = ANY (?) AND x.txt = ANY (?)", longs(partly), matching));
            }
            boolean ordered = keys.size() == 1 && partly.isEmpty() && !bySystem.containsKey(ANY);
            Match.Yield yields = ordered ? Match.Yield.IN_ORDER : Match.Yield.REPEATED;
            Match match = new Match(TABLE, Comparison.any(ranges), ranges, yields, keys);
            return partly.isEmpty() && !unlisted ? match.standing(arms()) : match;
        }

        private Match.Arms arms() {
            List<Long> keys = new ArrayList<>();
            List<Integer> systems = new ArrayList<>();
            bySystem.forEach((system, each) -> each.forEach(key -> {
                keys.add(key);
                systems.add(system);
            }));
            return new Match.Arms(
                    longs(keys), systems.stream().mapToInt(Integer::intValue).toArray());
        }

        private List<Sql> ranges() {
            List<Sql> ranges = new ArrayList<>();
            bySystem.forEach((system, keys) -> {
                Sql range = keys.size() == 1
                        ? Sql.of("x.key = ?", keys.iterator().next())
                        : Sql.of("x.key = ANY (?)", longs(keys));
                ranges.add(system == ANY ? range : range.add(" AND x.sys = ?", system));
            });
            return ranges;
        }

        private Sql rowByRow() {
            List<Long> keys = new ArrayList<>();
            List<Integer> systems = new ArrayList<>();
            bySystem.forEach((system, each) -> each.forEach(key -> {
                keys.add(key);
                systems.add(system);
            }));
            return Sql.of(
                    "x.key = ANY (?) AND EXISTS (SELECT 1 FROM unnest(?::bigint[], ?::int[]) v (key, sys) "
                            + "WHERE v.key = x.key AND (v.sys = x.sys OR v.sys = -1))",
                    longs(keys),
                    longs(keys),
                    systems.stream().mapToInt(Integer::intValue).toArray());
        }

        private static long[] longs(Collection<Long> values) {
            return values.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
