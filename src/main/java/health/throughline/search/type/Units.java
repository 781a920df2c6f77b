package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.unit.Ucum;
import health.throughline.fhir.unit.UcumUnit;
import health.throughline.search.value.NumberRange;
import health.throughline.store.Terms;
import health.throughline.store.term.QualifiedTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The units that quantities of this database are in. One term tells system, code and, where it reads differently, the
 * human unit, so that a row is found by any of them.
 */
final class Units {

    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    /** Stands between code and human unit; no FHIR string can hold it. */
    private static final char HUMAN = '\u001f';

    private final Terms terms;

    Units(Terms terms) {
        this.terms = terms;
    }

    /**
     * Units that compare alike with the one asked for.
     *
     * @param from how many base units the one asked for is; to how many each of these is
     */
    record Alike(BigDecimal from, BigDecimal to, int[] ids) {

        static Alike of(int[] ids) {
            return new Alike(BigDecimal.ONE, BigDecimal.ONE, ids);
        }

        /** The same number in these units. */
        NumberRange converted(NumberRange asked) {
            return from.compareTo(to) == 0 ? asked : asked.converted(from, to);
        }
    }

    /** The term of a Quantity's or of Money's unit; {@link Terms#NONE} when it has none. */
    int of(JsonNode quantity) {
        if (quantity.has("currency")) {
            return terms.intern(CURRENCIES + "|" + quantity.path("currency").asText());
        }
        String code = quantity.path("code").asText("");
        String human = quantity.path("unit").asText("");
        if (code.isEmpty() && human.isEmpty()) {
            return Terms.NONE;
        }
        String suffix = human.isEmpty() || human.equals(code) ? "" : HUMAN + human;
        return terms.intern(quantity.path("system").asText("") + "|" + code + suffix);
    }

    /** Those whose code or human unit is {@code text}. */
    Alike named(String text) {
        return Alike.of(ids(terms.qualified().all(), term -> {
            String name = term.name();
            int human = name.indexOf(HUMAN);
            return human < 0
                    ? name.equals(text)
                    : code(name).equals(text) || name.substring(human + 1).equals(text);
        }));
    }

    /** Those of {@code system}, whatever their code. */
    Alike anyOf(String system) {
        return Alike.of(
                ids(terms.qualified().of(system), term -> !code(term.name()).isEmpty()));
    }

    /** Those with this system and code, and for UCUM all that can be converted to it. */
    List<Alike> convertible(String system, String code) {
        Optional<UcumUnit> asked = system.equals(Ucum.SYSTEM) ? Ucum.unit(code) : Optional.empty();
        if (asked.isEmpty()) {
            int[] ids =
                    ids(terms.qualified().of(system), term -> code(term.name()).equals(code));
            return List.of(Alike.of(ids));
        }
        Map<BigDecimal, List<Integer>> bySize = new TreeMap<>();
        for (QualifiedTerms.Term term : terms.qualified().of(system)) {
            Ucum.unit(code(term.name()))
                    .filter(unit -> unit.dimension().equals(asked.get().dimension()))
                    .ifPresent(unit -> bySize.computeIfAbsent(unit.factor(), size -> new ArrayList<>())
                            .add(term.id()));
        }
        return bySize.entrySet().stream()
                .map(entry -> new Alike(asked.get().factor(), entry.getKey(), array(entry.getValue())))
                .toList();
    }

    private static String code(String name) {
        int human = name.indexOf(HUMAN);
        return human < 0 ? name : name.substring(0, human);
    }

    private static int[] ids(Iterable<QualifiedTerms.Term> terms, Predicate<QualifiedTerms.Term> wanted) {
        List<Integer> ids = new ArrayList<>();
        terms.forEach(term -> {
            if (wanted.test(term)) {
                ids.add(term.id());
            }
        });
        return array(ids);
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
