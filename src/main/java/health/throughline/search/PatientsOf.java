package health.throughline.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchPath;
import health.throughline.search.type.Vocabulary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The patients whose data a resource is: those in whose compartments it lies (R4 CompartmentDefinition patient). Of types
 * that the definition forgets, such as Task and Device, whatever patients they refer to.
 */
final class PatientsOf {

    private static final String PATIENT = "Patient/";

    private final Vocabulary vocabulary;

    PatientsOf(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Their keys, ascending. A patient's own resource is theirs alone, whomever it is linked to. */
    long[] of(ResourceKey key, ObjectNode resource, SearchParameters parameters) {
        if (key.type().equals("Patient")) {
            return new long[] {vocabulary.keys().of(key)};
        }
        if (OpenTypes.ALL.contains(key.type())) {
            return new long[0];
        }
        Set<Long> patients = new HashSet<>();
        List<SearchPath> paths = parameters.membership(key.type(), "Patient");
        for (SearchPath path : paths) {
            path.path().values(resource, value -> add(value.text("reference"), patients));
        }
        if (paths.isEmpty()) {
            walk(resource, patients);
        }
        return patients.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void walk(JsonNode node, Set<Long> patients) {
        JsonNode reference = node.get("reference");
        if (reference != null && reference.isTextual()) {
            add(reference.asText(), patients);
        }
        if (node.path("resourceType").asText().equals("Patient") && node.hasNonNull("id")) {
            add(PATIENT + node.path("id").asText(), patients);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                walk(child, patients);
            }
        }
    }

    private void add(String reference, Set<Long> patients) {
        String target = vocabulary.target(reference);
        if (target.startsWith(PATIENT)) {
            patients.add(vocabulary.keys().of(target));
        }
    }
}
