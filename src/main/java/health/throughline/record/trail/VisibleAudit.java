package health.throughline.record.trail;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Role;
import health.throughline.store.Keys;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditRow;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may see which rows of the audit trail: those who answer for the programme, all; clients, those about themselves. */
public final class VisibleAudit {

    private final Keys keys;

    public VisibleAudit(Keys keys) {
        this.keys = keys;
    }

    /**
     * Adds to {@code query} what {@code access} allows.
     *
     * @param patients those whose rows are asked for; empty when the caller names none
     * @throws Refusal FORBIDDEN when the caller may see none of what is asked for
     */
    public AuditQuery within(AuditQuery query, Collection<ResourceKey> patients, Access access) {
        boolean allowed = seesAll(access)
                || (!patients.isEmpty() && patients.stream().allMatch(patient -> sees(keys.of(patient), access)));
        if (!allowed) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "The audit trail is for administrators and for clients about themselves: name your own Patient.");
        }
        return patients.isEmpty()
                ? query
                : query.patients(patients.stream().map(keys::of).toList());
    }

    /** Whether {@code access} allows this one row. */
    public boolean allows(AuditRow row, Access access) {
        return seesAll(access) || sees(row.line().patient(), access);
    }

    /** Whether {@code access} allows every row, and all that it says: those who answer for the programme, and for its records. */
    public boolean seesAll(Access access) {
        return access.audited()
                ? answers(access) && granted(access, null)
                : access.restriction().unrestricted();
    }

    /** Without roles, whoever sees the patient; with them, the client alone about themselves. */
    private boolean sees(long patient, Access access) {
        if (!access.audited()) {
            return patient != 0 && access.restriction().allows("Patient", new long[] {patient}, new int[0]);
        }
        ResourceKey user = access.rights().caller().user().resource();
        boolean own =
                access.rights().caller().roles().contains(Role.CLIENT) && user != null && keys.of(user) == patient;
        return (own || answers(access)) && granted(access, patient);
    }

    private static boolean answers(Access access) {
        Set<Role> roles = access.rights().caller().roles();
        return roles.contains(Role.ADMINISTRATOR) || roles.contains(Role.CLINICAL_LEAD);
    }

    /** @param patient whose rows are meant; null for those of everybody, which patient scopes do not open */
    private boolean granted(Access access, @Nullable Long patient) {
        ResourceKey context = access.rights().caller().patient();
        boolean here = patient != null && context != null && keys.of(context) == patient;
        return access.rights().caller().permissions().stream()
                .anyMatch(permission -> permission.concerns("AuditEvent")
                        && permission.actions().contains(Action.SEARCH)
                        && (here || permission.level() != Permission.Level.PATIENT));
    }
}
