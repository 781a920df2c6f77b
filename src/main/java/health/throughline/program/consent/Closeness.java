package health.throughline.program.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * How close a member of staff is to a client: the same person, family, or nobody. Persons say who is who; a Practitioner and
 * a Patient with the same identifier are the same person, too.
 */
@Component
final class Closeness {

    private final Lookups lookups;

    Closeness(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Whether {@code patient} is {@code user}. */
    boolean same(ResourceKey user, ObjectNode patient) {
        String reference = "Patient/" + patient.path("id").asText();
        return user.toString().equals(reference)
                || selves(user).contains(reference)
                || shares(user, patient.path("identifier"));
    }

    /** Whether {@code user} is a RelatedPerson of {@code patient}. */
    boolean family(ResourceKey user, ObjectNode patient) {
        Set<String> selves = selves(user);
        selves.add(user.toString());
        Parameter asked =
                new Parameter("patient", "Patient/" + patient.path("id").asText());
        return lookups.all("RelatedPerson", asked).stream()
                .anyMatch(person ->
                        selves.contains("RelatedPerson/" + person.path("id").asText())
                                || shares(user, person.path("identifier")));
    }

    /** What the Persons who are {@code user} are besides. */
    private Set<String> selves(ResourceKey user) {
        Set<String> selves = new HashSet<>();
        for (ObjectNode person : lookups.all("Person", new Parameter("link", user.toString()))) {
            person.path("link")
                    .forEach(link ->
                            selves.add(link.path("target").path("reference").asText("")));
        }
        return selves;
    }

    private boolean shares(ResourceKey user, JsonNode identifiers) {
        List<String> tokens = new ArrayList<>();
        for (JsonNode identifier : identifiers) {
            String system = identifier.path("system").asText("");
            String value = identifier.path("value").asText("");
            if (!system.isEmpty() && !value.isEmpty()) {
                tokens.add(escaped(system) + "|" + escaped(value));
            }
        }
        if (tokens.isEmpty()) {
            return false;
        }
        Parameter self = new Parameter("_id", user.id());
        return !lookups.all(user.type(), self, new Parameter("identifier", String.join(",", tokens)))
                .isEmpty();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }
}
