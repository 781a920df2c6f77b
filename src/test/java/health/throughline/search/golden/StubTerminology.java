package health.throughline.search.golden;

import health.throughline.fhir.terminology.Terminology;
import java.util.Map;
import java.util.Set;

/** Knows three codes of one system, each below the one before. */
final class StubTerminology implements Terminology {

    @Override
    public Map<String, Set<String>> codes(String name) {
        return Map.of("urn:system", Set.of("a", "b", "c"));
    }

    @Override
    public Set<String> below(String system, String code) {
        return Set.of("a", "b", "c");
    }

    @Override
    public Set<String> above(String system, String code) {
        return Set.of("a");
    }
}
