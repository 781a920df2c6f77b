package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import java.util.Set;
import java.util.TreeSet;

/** Reads references to this server that operations are given. */
final class Keyed {

    private Keyed() {}

    /** @throws Refusal INVALID when it is absent, or not of one of {@code types} */
    static ResourceKey of(Given given, String name, Set<String> types) {
        String text = given.one(name).map(Keyed::text).orElse("");
        return ResourceKey.of(text)
                .filter(key -> types.contains(key.type()))
                .orElseThrow(() -> Refusal.invalid(
                        "value",
                        "The parameter '" + name + "' takes a reference to this server such as "
                                + new TreeSet<>(types).first() + "/[id].",
                        "Parameters.parameter.where(name='" + name + "')"));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.path("reference").asText("");
    }
}
