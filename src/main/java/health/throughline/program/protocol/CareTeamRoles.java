package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.program.client.CareTeams;
import health.throughline.program.client.Codes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who has which part in a client's treatment, by the care teams that are active. */
final class CareTeamRoles {

    /** Who may stand in: a client has a therapist or a counselor, a psychiatrist or another who prescribes. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("therapist", "addiction-counselor"),
            Set.of("prescriber", "psychiatrist", "psychiatric-nurse-practitioner"));

    private final List<ObjectNode> teams;

    CareTeamRoles(List<ObjectNode> teams) {
        this.teams = teams;
    }

    /** The first member in the role of {@code concept}, else of one alike, as a Reference. */
    Optional<ObjectNode> member(JsonNode concept) {
        String code = Codes.of(concept, "care-team-role");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return member(Set.of(code))
                .or(() -> ALIKE.stream()
                        .filter(roles -> roles.contains(code))
                        .findFirst()
                        .flatMap(this::member));
    }

    private Optional<ObjectNode> member(Set<String> roles) {
        return CareTeams.member(teams, roles).map(member -> FhirJson.object().put("reference", member));
    }
}
