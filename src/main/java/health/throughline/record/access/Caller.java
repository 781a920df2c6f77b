package health.throughline.record.access;

import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks and in what right: what a token says, before the record decides what it opens.
 *
 * @param authorization stable id of the authorization behind the token, never the token itself; for the audit trail and to
 *     bind page links
 * @param client the software that asks
 * @param user for whom it asks; {@link Party#NOBODY} when a system asks for itself
 * @param roles of the user; {@link Role#SYSTEM} of a system
 * @param patient the patient in context; null when there is none
 * @param permissions what the granted scopes permit
 */
public record Caller(
        String authorization,
        Party client,
        Party user,
        Set<Role> roles,
        @Nullable ResourceKey patient,
        List<Permission> permissions) {

    public Caller {
        roles = Set.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
