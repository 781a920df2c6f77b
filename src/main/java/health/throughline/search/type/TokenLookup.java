package health.throughline.search.type;

import health.throughline.search.value.Escapes;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes;
import health.throughline.store.UsedCodes.Used;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The keys and systems of {@code idx_token} to look up; any of them will do. */
final class TokenLookup {

    static final int ANY = -1;

    /** Systems that are told apart by ranges of their own; more are compared row by row. */
    private static final int RANGES = 16;

    private final Map<Integer, Set<Long>> bySystem = new LinkedHashMap<>();
    private final Set<Long> partly = new LinkedHashSet<>();
    private final Set<Integer> texts = new LinkedHashSet<>();
    private final Map<String, Optional<Integer>> systems = new HashMap<>();
    private boolean unlisted;

    void add(long key, int system) {
        bySystem.computeIfAbsent(system, id -> new LinkedHashSet<>()).add(key);
    }

    /** With any system, of values whose systems are not among the used codes. */
    void addAny(long key) {
        add(key, ANY);
        unlisted = true;
    }

    /** The number of {@code system}, which one question names again and again. */
    Optional<Integer> system(Vocabulary vocabulary, String system) {
        return systems.computeIfAbsent(system, vocabulary.terms()::find);
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
            system(vocabulary, Escapes.unescape(parts.get(0))).ifPresent(id -> add(key, id));
        }
    }

    boolean isEmpty() {
        return bySystem.isEmpty() && partly.isEmpty();
    }

    Match match() {
        if (isEmpty()) {
            return Match.scan(TokenSearch.TABLE, Sql.of("false"), false, List.of());
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
        Match match = new Match(TokenSearch.TABLE, Comparison.any(ranges), ranges, yields, keys);
        return partly.isEmpty() && !unlisted ? match.standing(arms()) : match;
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

    private Sql rowByRow() {
        Match.Arms all = arms();
        return Sql.of(
                "x.key = ANY (?) AND EXISTS (SELECT 1 FROM unnest(?::bigint[], ?::int[]) v (key, sys) "
                        + "WHERE v.key = x.key AND (v.sys = x.sys OR v.sys = -1))",
                all.keys(),
                all.keys(),
                all.systems());
    }

    private static long[] longs(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
