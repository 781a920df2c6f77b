package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the codes in a resource, wherever they stand: in codings, quantities, value sets, maps and filters. */
final class EmittedCodes {

    private static final String OBSERVATION_EXTRACT =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract";
    private static final Set<String> NAMES_OF_ONE = Set.of("is-a", "descendent-of", "=");

    private final String where;
    private final List<EmittedCode> found = new ArrayList<>();

    private EmittedCodes(String where) {
        this.where = where;
    }

    static List<EmittedCode> in(JsonNode resource, String where) {
        EmittedCodes codes = new EmittedCodes(where);
        boolean definesOthers = resource.path("resourceType").asText().equals("CodeSystem");
        if (definesOthers) {
            codes.concepts(resource.path("url").asText(), resource.path("concept"));
        }
        codes.walk(resource, false);
        return codes.found;
    }

    private void concepts(String system, JsonNode concepts) {
        for (JsonNode concept : concepts) {
            add(system, concept.path("code"), false);
            concepts(system, concept.path("concept"));
        }
    }

    private void walk(JsonNode node, boolean extracted) {
        if (node instanceof ObjectNode object) {
            boolean here = extracted(object, extracted);
            coding(object, false);
            include(object);
            map(object);
            object.properties().forEach(child -> {
                if (here && child.getKey().equals("code") || isObservation(object, child.getKey())) {
                    codings(child.getValue());
                }
                walk(child.getValue(), here);
            });
        } else {
            node.forEach(child -> walk(child, extracted));
        }
    }

    private static boolean isObservation(ObjectNode object, String child) {
        return child.equals("code") && object.path("resourceType").asText().equals("Observation");
    }

    /** The extension may stand on the form, a group or a question; on one further in it is the one that counts. */
    private static boolean extracted(ObjectNode item, boolean above) {
        for (JsonNode extension : item.path("extension")) {
            if (extension.path("url").asText().equals(OBSERVATION_EXTRACT)) {
                return extension.path("valueBoolean").asBoolean();
            }
        }
        return above;
    }

    private void codings(JsonNode code) {
        if (code instanceof ObjectNode concept && concept.has("coding")) {
            concept.path("coding").forEach(coding -> coding((ObjectNode) coding, true));
        } else if (code.isArray()) {
            code.forEach(coding -> coding((ObjectNode) coding, true));
        }
    }

    private void coding(ObjectNode object, boolean observed) {
        add(object.path("system").asText(""), object.path("code"), observed);
    }

    private void include(ObjectNode include) {
        String system = include.path("system").asText("");
        include.path("concept").forEach(concept -> add(system, concept.path("code"), false));
        for (JsonNode filter : include.path("filter")) {
            if (NAMES_OF_ONE.contains(filter.path("op").asText())) {
                add(system, filter.path("value"), false);
            }
        }
    }

    private void map(ObjectNode group) {
        for (JsonNode element : group.path("element")) {
            add(group.path("source").asText(""), element.path("code"), false);
            element.path("target").forEach(target -> add(group.path("target").asText(""), target.path("code"), false));
        }
    }

    private void add(String system, JsonNode code, boolean observed) {
        boolean own = code.asText().startsWith(Canonicals.BASE);
        if (system.contains(":") && code.isTextual() && !own) {
            found.add(new EmittedCode(system, code.asText(), where, observed));
        }
    }
}
