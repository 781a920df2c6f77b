package health.throughline.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ProgrammeDays;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads parameters of an operation as what they stand for. */
public final class Asked {

    private Asked() {}

    /** A simple value that must be there. */
    public static String text(Given given, String name) {
        return given.text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.invalid(
                        "required", "The operation needs the parameter '" + name + "'.", ProgrammeDays.place(name)));
    }

    /** A date; null when absent. */
    public static @Nullable LocalDate date(Given given, String name) {
        return given.text(name).map(text -> ProgrammeDays.date(text, name)).orElse(null);
    }

    /** A reference to this server of one of {@code types}. */
    public static ResourceKey reference(Given given, String name, Set<String> types) {
        return given.one(name)
                .map(value -> key(value, name, types))
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "The operation needs the parameter '" + name + "', a reference.",
                        ProgrammeDays.place(name)));
    }

    /** The same; null when absent. */
    public static @Nullable ResourceKey optionalReference(Given given, String name, Set<String> types) {
        return given.one(name).map(value -> key(value, name, types)).orElse(null);
    }

    /** The same of one that, when absent, is refused as any other wrong value. */
    public static ResourceKey key(Given given, String name, Set<String> types) {
        return key(given.one(name).orElseGet(MissingNode::getInstance), name, types);
    }

    /**
     * What {@code value} refers to: a Reference, or its text.
     *
     * @param types allowed; empty for all
     */
    public static ResourceKey key(JsonNode value, String name, Set<String> types) {
        String text =
                value.isTextual() ? value.asText() : value.path("reference").asText("");
        return ResourceKey.of(text)
                .filter(key -> types.isEmpty() ? Fhir.isResourceType(key.type()) : types.contains(key.type()))
                .orElseThrow(() -> Refusal.invalid(
                        "value",
                        "The parameter '" + name + "' takes a reference to this server such as "
                                + (types.isEmpty() ? "Observation" : new TreeSet<>(types).first()) + "/[id].",
                        ProgrammeDays.place(name)));
    }
}
