package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which search parameters put a resource into a compartment.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition.html">R4 compartment definitions</a>
 */
public final class Compartments {

    private static final JsonNode DEFINITIONS = read();

    private Compartments() {}

    private static JsonNode read() {
        try (InputStream in = Compartments.class.getResourceAsStream("compartments.json")) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: compartments.json");
            }
            return FhirJson.parseStored(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that own compartments, in alphabetical order. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        DEFINITIONS.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The codes of the parameters of {@code type}; empty when it is never a member. */
    public static Set<String> parameters(String compartment, String type) {
        Set<String> codes = new LinkedHashSet<>();
        DEFINITIONS.path(compartment).path(type).forEach(code -> codes.add(code.asText()));
        return codes;
    }
}
