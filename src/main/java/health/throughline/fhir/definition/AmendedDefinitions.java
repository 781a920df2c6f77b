package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What R4 publishes, with the codes that its owners have added to their code systems since: the fragments in {@code
 * terminology/hl7}. They are no definitions of their own, for each would hide the code system it adds to.
 */
public final class AmendedDefinitions implements Definitions {

    /** Where the fragments stand, one for each code system. */
    static final String FOLDER = "terminology/hl7";

    private static final String TYPE = "CodeSystem";

    private final Definitions published;
    private final Map<String, ObjectNode> additions = new HashMap<>();

    /** @throws IllegalStateException naming the file that is wrong */
    public AmendedDefinitions(Definitions published) {
        this.published = published;
        new DefinitionFolder(FOLDER, TYPE).resources().forEach((file, fragment) -> {
            if (additions.put(fragment.path("url").asText(), fragment) != null) {
                throw new IllegalStateException(file + " adds to a code system that another file adds to");
            }
        });
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        Optional<ObjectNode> found = published.find(type, name);
        ObjectNode addition = type.equals(TYPE) ? additions.get(name.url()) : null;
        if (addition == null) {
            return found;
        }
        return found.map(system -> amended(system, addition)).or(() -> asked(addition, name));
    }

    private static ObjectNode amended(ObjectNode system, ObjectNode addition) {
        ObjectNode whole = system.deepCopy();
        whole.withArray("/concept").addAll((ArrayNode) addition.path("concept").deepCopy());
        return whole;
    }

    private static Optional<ObjectNode> asked(ObjectNode addition, Canonical name) {
        boolean asked = name.version().isEmpty()
                || name.version().equals(addition.path("version").asText());
        return asked ? Optional.of(addition.deepCopy()) : Optional.empty();
    }
}
