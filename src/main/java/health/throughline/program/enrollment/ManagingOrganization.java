package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose programme a client enrols in: as said, as their Patient says, as before, or where the care manager works. */
@Component
final class ManagingOrganization {

    private final ClientRecord record;

    ManagingOrganization(ClientRecord record) {
        this.record = record;
    }

    /** Null when nothing says it. */
    @Nullable
    ResourceKey of(Enrollment.Wanted wanted, @Nullable Episode former) {
        if (wanted.organization() != null) {
            return wanted.organization();
        }
        Optional<ResourceKey> patients =
                record.find(wanted.patient()).flatMap(patient -> organization(patient.path("managingOrganization")));
        Optional<ResourceKey> before = Optional.ofNullable(former)
                .flatMap(episode -> organization(episode.tree().path("managingOrganization")));
        return patients.or(() -> before).or(() -> where(wanted.careManager())).orElse(null);
    }

    private Optional<ResourceKey> where(@Nullable ResourceKey careManager) {
        if (careManager == null) {
            return Optional.empty();
        }
        Stream<? extends JsonNode> roles = careManager.type().equals("PractitionerRole")
                ? record.find(careManager).stream()
                : record.all("PractitionerRole", new Parameter("practitioner", careManager.toString())).stream();
        return roles.flatMap(role -> organization(role.path("organization")).stream())
                .findFirst();
    }

    private static Optional<ResourceKey> organization(JsonNode reference) {
        return ResourceKey.of(reference.path("reference").asText(""))
                .filter(key -> key.type().equals("Organization"));
    }
}
