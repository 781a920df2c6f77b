package health.throughline.program.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
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

    private static final Access SERVER = Access.everything("closeness");

    private final RecordSearch search;

    Closeness(RecordSearch search) {
        this.search = search;
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
        List<Parameter> asked = List.of(
                new Parameter("patient", "Patient/" + patient.path("id").asText()), new Parameter("_count", "500"));
        return found("RelatedPerson", asked).stream()
                .anyMatch(person ->
                        selves.contains("RelatedPerson/" + person.path("id").asText())
                                || shares(user, person.path("identifier")));
    }

    /** What the Persons who are {@code user} are besides. */
    private Set<String> selves(ResourceKey user) {
        Set<String> selves = new HashSet<>();
        for (ObjectNode person : found("Person", List.of(new Parameter("link", user.toString())))) {
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
        List<Parameter> asked =
                List.of(new Parameter("_id", user.id()), new Parameter("identifier", String.join(",", tokens)));
        return !found(user.type(), asked).isEmpty();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    private List<ObjectNode> found(String type, List<Parameter> asked) {
        return search.search(search.parse(List.of(type), asked, false), null, SERVER).matches().stream()
                .map(ResourceVersion::tree)
                .toList();
    }
}
