package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.client.ProgrammeDays;
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
                        ProgrammeDays.place(name));
            }
            StructureCheck.check(resource);
            return resource;
        });
    }
}
