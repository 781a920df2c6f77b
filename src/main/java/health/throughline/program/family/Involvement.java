package health.throughline.program.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which parts a person close to a client has, as their RelatedPerson says. */
final class Involvement {

    static final String SYSTEM = "family-involvement";
    private static final String ROLE = Canonicals.of("StructureDefinition", "involvement-role");

    private Involvement() {}

    static Set<String> codes(JsonNode person) {
        Set<String> codes = new LinkedHashSet<>();
        Extensions.all(person, ROLE)
                .forEach(extension -> codes.add(Codes.of(extension.path("valueCodeableConcept"), SYSTEM)));
        return codes;
    }

    /** Adds {@code concepts} where the person does not have them. */
    static void add(ObjectNode person, List<ObjectNode> concepts) {
        Set<String> known = codes(person);
        for (ObjectNode concept : concepts) {
            if (known.add(Codes.of(concept, SYSTEM))) {
                person.withArray("extension").addObject().put("url", ROLE).set("valueCodeableConcept", concept);
            }
        }
    }
}
