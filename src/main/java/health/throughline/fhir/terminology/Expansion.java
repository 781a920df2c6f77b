package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The codes of a ValueSet, each once, in the order of its definition. */
public record Expansion(List<Member> members) {

    /**
     * One code.
     *
     * @param version of the code system; empty when unknown
     * @param node where display and designations stand
     */
    public record Member(
            String system,
            String version,
            String code,
            String display,
            boolean inactive,
            boolean abstractOnly,
            JsonNode node) {

        static Member of(CodeSystem system, Concept concept) {
            return new Member(
                    system.url(),
                    system.version(),
                    concept.code(),
                    concept.display(),
                    concept.inactive(),
                    concept.abstractOnly(),
                    concept.node());
        }

        String key() {
            return system + "|" + code;
        }
    }

    /** The codes by system. */
    public Map<String, Set<String>> codes() {
        Map<String, Set<String>> codes = new TreeMap<>();
        members.forEach(member -> codes.computeIfAbsent(member.system(), system -> new TreeSet<>())
                .add(member.code()));
        return codes;
    }
}
