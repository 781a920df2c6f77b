package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.operation.statistics.StatsParameters.Code;
import health.throughline.fhir.FhirJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The measurements in Observations, by code: those asked for, and of a panel asked for by its own code all that are in
 * it.
 */
final class MeasurementCollection {

    private static final Set<String> WITHDRAWN = Set.of("entered-in-error", "cancelled");

    private final Set<Code> asked;
    private final Map<Code, Measurements> byCode = new LinkedHashMap<>();
    private final Set<String> members = new LinkedHashSet<>();

    MeasurementCollection(Set<Code> asked) {
        this.asked = asked;
        asked.forEach(code -> byCode.put(code, new Measurements(concept(code))));
    }

    private static ObjectNode concept(Code code) {
        ObjectNode concept = FhirJson.object();
        concept.putArray("coding").addObject().put("system", code.system()).put("code", code.code());
        return concept;
    }

    static boolean withdrawn(JsonNode observation) {
        return WITHDRAWN.contains(observation.path("status").asText(""));
    }

    /** Takes up an Observation that has one of the codes asked for, itself or in a component. */
    void add(JsonNode observation) {
        Optional<Code> own = codes(observation).filter(asked::contains).findFirst();
        if (own.isPresent()) {
            addWhole(observation, own.get());
            observation
                    .path("hasMember")
                    .forEach(member -> members.add(member.path("reference").asText("")));
            return;
        }
        for (JsonNode component : observation.path("component")) {
            codes(component).filter(asked::contains).findFirst().ifPresent(code -> add(component, observation, code));
        }
    }

    /** Takes up an Observation that is a member of such a one. */
    void addMember(JsonNode observation) {
        codes(observation).findFirst().ifPresent(code -> addWhole(observation, code));
    }

    /** References to the members of the panels among the Observations so far. */
    Set<String> members() {
        return members;
    }

    private void addWhole(JsonNode observation, Code code) {
        boolean panel = observation.has("component") || observation.has("hasMember");
        boolean valued = observation.has("valueQuantity") || observation.has("valueInteger");
        if (valued || !panel) {
            add(observation, observation, code);
        }
        for (JsonNode component : observation.path("component")) {
            codes(component).findFirst().ifPresent(inner -> add(component, observation, inner));
        }
    }

    private void add(JsonNode part, JsonNode observation, Code code) {
        boolean usable = !observation.has("modifierExtension") && !part.has("modifierExtension");
        byCode.computeIfAbsent(code, key -> new Measurements(part.path("code"))).add(part, observation, usable);
    }

    private static java.util.stream.Stream<Code> codes(JsonNode part) {
        return StreamSupport.stream(part.path("code").path("coding").spliterator(), false)
                .map(Code::of)
                .filter(code -> !code.code().isEmpty());
    }

    /** One for each code; a panel without a value of its own stands for its parts. */
    Collection<Measurements> all() {
        boolean parts = byCode.size() > asked.size();
        return byCode.values().stream()
                .filter(measurements -> !parts || !measurements.isEmpty())
                .toList();
    }
}
