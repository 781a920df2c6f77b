package health.throughline.search.terminology;

import health.throughline.fhir.Refusal;
import health.throughline.search.type.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Narrows what is asked of large code systems to the codes that resources here have, for only those can be found. */
final class CodesInUse {

    private static final int MAX_CODES = 20_000;

    private final Vocabulary vocabulary;

    CodesInUse(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The codes in use of each of {@code systems} that are {@code wanted}. */
    Map<String, Set<String>> of(Set<String> systems, BiPredicate<String, String> wanted) {
        Map<String, Set<String>> all = new TreeMap<>();
        systems.forEach(system -> all.put(system, of(system, code -> wanted.test(system, code))));
        return all;
    }

    /**
     * The codes in use of {@code system} that are {@code wanted}.
     *
     * @throws Refusal TOO_COSTLY when too many are in use
     */
    Set<String> of(String system, Predicate<String> wanted) {
        List<String> used = vocabulary
                .terms()
                .find(system)
                .map(id -> vocabulary.codes().codes(id, MAX_CODES + 1))
                .orElse(List.of());
        if (used.size() > MAX_CODES) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "More than " + MAX_CODES
                            + " codes of the code system are in use here; ask with a narrower code or value " + "set.");
        }
        Set<String> found = new TreeSet<>();
        used.stream().filter(wanted).forEach(found::add);
        return found;
    }
}
