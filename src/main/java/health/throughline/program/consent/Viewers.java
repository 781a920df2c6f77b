package health.throughline.program.consent;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Party;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Role;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What somebody else would see, decided as if they asked themselves with all scopes. */
@Component
public final class Viewers {

    private static final Set<Action> READING = Set.of(Action.READ, Action.SEARCH);

    private final AccessPolicy policy;

    Viewers(AccessPolicy policy) {
        this.policy = policy;
    }

    /**
     * The access of {@code viewer}: a Patient, RelatedPerson, Practitioner or Organization.
     *
     * @throws Refusal INVALID for others
     */
    public Access of(ResourceKey viewer) {
        return policy.of(
                switch (viewer.type()) {
                    case "Patient" -> user(viewer, Role.CLIENT);
                    case "RelatedPerson" -> user(viewer, Role.RELATIVE);
                    case "Practitioner" -> user(viewer, Role.THERAPIST);
                    case "Organization" -> organization(viewer);
                    default ->
                        throw Refusal.invalid(
                                "value",
                                "Name a RelatedPerson, an Organization, a Practitioner or the Patient.",
                                "Parameters.parameter.where(name='actor')");
                });
    }

    private static Caller user(ResourceKey viewer, Role role) {
        Party user = new Party("viewer:" + viewer, viewer.toString(), viewer);
        return new Caller("preview", Party.NOBODY, user, Set.of(role), null, everything(Permission.Level.USER));
    }

    private static Caller organization(ResourceKey viewer) {
        Party client = new Party("viewer:" + viewer, viewer.toString(), viewer);
        return new Caller(
                "preview", client, Party.NOBODY, Set.of(Role.SYSTEM), null, everything(Permission.Level.SYSTEM));
    }

    private static List<Permission> everything(Permission.Level level) {
        return List.of(new Permission(level, Permission.ANY_TYPE, READING, Set.of()));
    }
}
