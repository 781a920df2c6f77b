package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.CareTeams;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds who of a client's team a task belongs to. */
final class Owners {

    /** Who stands in for a role that a team does not have. */
    private static final Map<String, List<String>> STAND_INS = Map.of(
            "therapist", List.of("addiction-counselor", "group-facilitator", "case-manager"),
            "case-manager", List.of("therapist", "addiction-counselor"),
            "prescriber", List.of("psychiatrist", "psychiatric-nurse-practitioner", "nurse", "therapist"),
            "clinical-lead", List.of());

    private final Lookups lookups;

    Owners(Lookups lookups) {
        this.lookups = lookups;
    }

    /**
     * The member of an active team of {@code patient} in {@code role} or next to it, else the care manager of the open
     * episode. Empty when there is none: it is then for every clinical lead to take.
     */
    Optional<String> of(ResourceKey patient, String role) {
        List<ObjectNode> teams = lookups.all(
                "CareTeam", new Parameter("patient", patient.toString()), new Parameter("status", "active"));
        Optional<String> member = member(teams, role);
        for (String other : STAND_INS.getOrDefault(role, List.of("therapist", "case-manager"))) {
            member = member.or(() -> member(teams, other));
        }
        return role.equals("clinical-lead") ? member : member.or(() -> manager(patient));
    }

    private static Optional<String> member(List<ObjectNode> teams, String role) {
        return CareTeams.member(teams, Set.of(role));
    }

    private Optional<String> manager(ResourceKey patient) {
        return lookups
                .all("EpisodeOfCare", new Parameter("patient", patient.toString()), new Parameter("status", "active"))
                .stream()
                .map(episode -> episode.path("careManager").path("reference").asText(""))
                .filter(reference -> !reference.isEmpty())
                .findFirst();
    }
}
