package health.throughline.record.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.consent.ConsentPeriod;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whom a practitioner treats: the clients on whose care team they are now, and those whose care they manage. */
final class CareRelationships {

    private final Lookups lookups;

    CareRelationships(Lookups lookups) {
        this.lookups = lookups;
    }

    /** @param entitlement that follows from it, which ends when a period begins or ends */
    Set<ResourceKey> patientsOf(ResourceKey practitioner, Instant now, Entitlement entitlement) {
        Set<String> selves = new TreeSet<>();
        selves.add(practitioner.toString());
        lookups.all("PractitionerRole", new Parameter("practitioner", practitioner.toString())).stream()
                .filter(role -> role.path("active").asBoolean(true))
                .filter(role -> within(role, now, entitlement))
                .forEach(
                        role -> selves.add("PractitionerRole/" + role.path("id").asText()));
        Set<ResourceKey> patients = new LinkedHashSet<>();
        String any = selves.stream().collect(Collectors.joining(","));
        for (ObjectNode team : lookups.all("CareTeam", new Parameter("participant", any))) {
            if (current(team, now, entitlement) && takesPart(team, selves, now, entitlement)) {
                add(team.path("subject"), patients);
            }
        }
        List<ObjectNode> managed = lookups.all("EpisodeOfCare", new Parameter("care-manager", practitioner.toString()));
        managed.stream()
                .filter(episode -> current(episode, now, entitlement))
                .forEach(episode -> add(episode.path("patient"), patients));
        return patients;
    }

    private static boolean within(JsonNode care, Instant now, Entitlement entitlement) {
        ConsentPeriod period = ConsentPeriod.of(care.path("period"));
        entitlement.endsAt(period.changes(now));
        return period.contains(now);
    }

    private static boolean current(ObjectNode care, Instant now, Entitlement entitlement) {
        return Set.of("active", "planned", "proposed", "onhold")
                        .contains(care.path("status").asText("active"))
                && within(care, now, entitlement);
    }

    private static boolean takesPart(ObjectNode team, Set<String> selves, Instant now, Entitlement entitlement) {
        for (JsonNode participant : team.path("participant")) {
            if (selves.contains(participant.path("member").path("reference").asText())
                    && within(participant, now, entitlement)) {
                return true;
            }
        }
        return false;
    }

    private static void add(JsonNode reference, Set<ResourceKey> patients) {
        ResourceKey.ofPatient(reference.path("reference").asText("")).ifPresent(patients::add);
    }
}
