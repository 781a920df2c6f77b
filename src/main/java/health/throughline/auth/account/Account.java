package health.throughline.auth.account;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One who may sign in.
 *
 * @param subject stable, never given twice: the {@code sub} of id tokens
 * @param username by which they sign in
 * @param name for people to read
 * @param user who they are in the record: a Practitioner, Patient or RelatedPerson; null for administrators without a record
 */
public record Account(
        String subject,
        String username,
        String name,
        Set<Role> roles,
        @Nullable ResourceKey user) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
