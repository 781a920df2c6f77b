package health.throughline.program.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who of a client's care teams has which part in the treatment. */
public final class CareTeams {

    private static final Set<String> PEOPLE = Set.of("Practitioner", "PractitionerRole");

    private CareTeams() {}

    /**
     * The first member of {@code teams} in one of {@code roles}, as Type/id.
     *
     * @param roles codes of care-team-role
     */
    public static Optional<String> member(List<ObjectNode> teams, Set<String> roles) {
        for (ObjectNode team : teams) {
            for (JsonNode participant : team.path("participant")) {
                String member = participant.path("member").path("reference").asText("");
                if (person(member) && has(participant.path("role"), roles)) {
                    return Optional.of(member);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean person(String reference) {
        return ResourceKey.of(reference)
                .filter(key -> PEOPLE.contains(key.type()))
                .isPresent();
    }

    private static boolean has(JsonNode concepts, Set<String> roles) {
        return roles.stream().anyMatch(role -> Codes.has(concepts, "care-team-role", role));
    }
}
