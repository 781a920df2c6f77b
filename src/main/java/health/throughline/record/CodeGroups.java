package health.throughline.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Which CodeableConcepts are the same: those that share a coding, and those that share one with a third. Without codings,
 * the text tells.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">R4 Observation/$lastn</a>
 */
final class CodeGroups {

    private final Map<String, String> parents = new HashMap<>();

    /** Takes note of {@code code}. */
    void add(JsonNode code) {
        List<String> names = names(code);
        for (String name : names) {
            parents.put(root(name), root(names.get(0)));
        }
    }

    /** The name of the group that {@code code} belongs to, once all are noted. */
    String of(JsonNode code) {
        return root(names(code).get(0));
    }

    private String root(String name) {
        String parent = parents.putIfAbsent(name, name);
        return parent == null || parent.equals(name) ? name : root(parent);
    }

    private static List<String> names(JsonNode code) {
        List<String> codings = StreamSupport.stream(code.path("coding").spliterator(), false)
                .filter(coding -> !coding.path("code").asText("").isEmpty())
                .map(coding -> "c" + coding.path("system").asText("") + "|"
                        + coding.path("code").asText())
                .toList();
        return codings.isEmpty() ? List.of("t" + code.path("text").asText("")) : codings;
    }
}
