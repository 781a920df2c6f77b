package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A ConceptMap made ready for translating, in either direction.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap.html">R4 ConceptMap</a>
 */
public final class ConceptMapping {

    private static final int MOST_MAPS = 10;

    /** What means nothing in the other system. */
    private static final Set<String> NONE = Set.of("unmatched", "disjoint");

    private static final Map<String, String> REVERSED =
            Map.of("wider", "narrower", "narrower", "wider", "subsumes", "specializes", "specializes", "subsumes");

    private final ObjectNode map;
    private final Function<Canonical, Optional<ObjectNode>> others;

    /**
     * What a code is in the other system.
     *
     * @param equivalence how close the meanings are, of http://hl7.org/fhir/concept-map-equivalence
     * @param version of the system; empty when not given
     * @param source the map it comes from
     */
    public record Match(String equivalence, String system, String version, String code, String display, String source) {

        /** Whether it can stand for the code asked about. */
        public boolean usable() {
            return !NONE.contains(equivalence);
        }
    }

    /** @param others where maps are found that this one names for codes it does not map */
    public ConceptMapping(ObjectNode map, Function<Canonical, Optional<ObjectNode>> others) {
        this.map = map;
        this.others = others;
    }

    /**
     * All matches.
     *
     * @param system empty for any
     * @param target the system to translate to; empty for any
     * @param reverse from the targets of the map to its sources
     */
    public List<Match> translate(String system, String code, String target, boolean reverse) {
        return translate(system, code, target, reverse, MOST_MAPS);
    }

    private List<Match> translate(String system, String code, String target, boolean reverse, int left) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode group : map.path("group")) {
            String from = text(group, reverse ? "target" : "source");
            String to = text(group, reverse ? "source" : "target");
            if (fits(system, from) && fits(target, to)) {
                List<Match> found = reverse ? backward(group, code) : forward(group, code);
                boolean listed = reverse || hasElement(group, code);
                matches.addAll(listed ? found : unmapped(group, system, code, target, left));
            }
        }
        return matches;
    }

    private static boolean fits(String asked, String there) {
        return asked.isEmpty() || there.isEmpty() || asked.equals(there);
    }

    private static boolean hasElement(JsonNode group, String code) {
        for (JsonNode element : group.path("element")) {
            if (text(element, "code").equals(code)) {
                return true;
            }
        }
        return false;
    }

    private List<Match> forward(JsonNode group, String code) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode element : group.path("element")) {
            if (text(element, "code").equals(code)) {
                for (JsonNode target : element.path("target")) {
                    matches.add(match(
                            text(target, "equivalence"),
                            group,
                            "target",
                            text(target, "code"),
                            text(target, "display")));
                }
            }
        }
        return matches;
    }

    private List<Match> backward(JsonNode group, String code) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode element : group.path("element")) {
            for (JsonNode target : element.path("target")) {
                if (text(target, "code").equals(code)) {
                    String equivalence = text(target, "equivalence");
                    String turned = REVERSED.getOrDefault(equivalence, equivalence);
                    matches.add(match(turned, group, "source", text(element, "code"), text(element, "display")));
                }
            }
        }
        return matches;
    }

    private Match match(String equivalence, JsonNode group, String side, String code, String display) {
        String version = text(group, side + "Version");
        return new Match(equivalence, text(group, side), version, code, display, text(map, "url"));
    }

    /** What the map says of codes it does not list. */
    private List<Match> unmapped(JsonNode group, String system, String code, String target, int left) {
        JsonNode unmapped = group.path("unmapped");
        return switch (text(unmapped, "mode")) {
            case "provided" -> List.of(match("equal", group, "target", code, ""));
            case "fixed" ->
                List.of(match("inexact", group, "target", text(unmapped, "code"), text(unmapped, "display")));
            case "other-map" -> other(text(unmapped, "url"), left).translate(system, code, target, false, left - 1);
            default -> List.of();
        };
    }

    private ConceptMapping other(String url, int left) {
        if (left == 0) {
            throw Refusal.invalid("not-supported", "The ConceptMap leads through too many others; make it one.", null);
        }
        return new ConceptMapping(
                others.apply(Canonical.of(url))
                        .orElseThrow(() -> Refusal.invalid(
                                "not-found",
                                "The ConceptMap leaves codes to another that is not on this server; store that too.",
                                null)),
                others);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
