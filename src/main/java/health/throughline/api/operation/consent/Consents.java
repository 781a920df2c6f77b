package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.structure.StructureCheck;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters that these operations share. */
final class Consents {

    private Consents() {}

    /** A resource of one of {@code types}, its structure checked. */
    static Optional<ObjectNode> resource(Given given, String name, Set<String> types) {
        return given.one(name).map(value -> {
            if (!(value instanceof ObjectNode resource)
                    || !types.contains(resource.path("resourceType").asText())) {
                throw Refusal.invalid(
                        "invalid",
                        "The parameter '" + name + "' takes a resource: " + String.join(" or ", new TreeSet<>(types))
                                + ".",
                        place(name));
            }
            StructureCheck.check(resource);
            return resource;
        });
    }

    /**
     * A reference of the form Type/id, as valueReference or as text.
     *
     * @param types allowed; empty for all
     */
    static ResourceKey reference(Given given, String name, Set<String> types) {
        String text = given.one(name).map(Consents::text).orElse("");
        return ResourceKey.of(text)
                .filter(key -> types.isEmpty() ? Fhir.isResourceType(key.type()) : types.contains(key.type()))
                .orElseThrow(() -> Refusal.invalid(
                        "value",
                        "The parameter '" + name + "' takes a reference to this server such as "
                                + (types.isEmpty() ? "Observation" : new TreeSet<>(types).first()) + "/[id].",
                        place(name)));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.path("reference").asText("");
    }

    private static String place(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }
}
