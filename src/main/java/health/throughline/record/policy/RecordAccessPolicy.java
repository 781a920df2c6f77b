package health.throughline.record.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Rights;
import health.throughline.record.access.Role;
import health.throughline.search.plan.Restriction;
import health.throughline.search.plan.Restriction.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides by role, treatment, consents and scopes, and keeps the decision until anything that it follows from changes; see
 * {@link AccessChanges}.
 */
public final class RecordAccessPolicy implements AccessPolicy {

    private static final Duration AGE = Duration.ofMinutes(5);
    private static final int KEPT = 10_000;

    private record Decision(Rights rights, long changes, Instant until) {}

    private final StaffEntitlements staff;
    private final ConsentedEntitlements consented;
    private final GrantBuilder grants;
    private final AccessChanges changes;
    private final Clock clock;
    private final Cache<Caller, Decision> decisions =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    RecordAccessPolicy(
            StaffEntitlements staff,
            ConsentedEntitlements consented,
            GrantBuilder grants,
            AccessChanges changes,
            Clock clock) {
        this.staff = staff;
        this.consented = consented;
        this.grants = grants;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Access of(Caller caller) {
        return new Access(rights(caller));
    }

    private Rights rights(Caller caller) {
        long now = changes.current();
        Decision kept = decisions.getIfPresent(caller);
        if (kept == null || kept.changes() != now || !clock.instant().isBefore(kept.until())) {
            kept = decide(caller, now);
            decisions.put(caller, kept);
        }
        return kept.rights();
    }

    /** The changes are counted before anything is read: what changes meanwhile is read again. */
    private Decision decide(Caller caller, long changed) {
        Instant now = clock.instant();
        Entitlement entitlement = new Entitlement(now.plus(AGE));
        for (Role role : caller.roles()) {
            if (role == Role.RELATIVE) {
                consented.addRelative(caller, now, entitlement);
            } else if (role == Role.SYSTEM && caller.client().resource() != null) {
                consented.addOrganization(
                        caller.client().resource(), caller.client().id(), now, entitlement);
            } else {
                staff.add(caller, role, now, entitlement);
            }
        }
        entitlement.read(Grant.of(OpenTypes.ALL));
        Map<Action, Restriction> restrictions = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            restrictions.put(action, Restriction.to(within(caller, entitlement, action)));
        }
        Rights rights = new Rights(
                agent(caller),
                caller,
                restrictions,
                entitlement.everybody(),
                caller.roles().contains(Role.CLINICAL_LEAD),
                purpose(caller),
                entitlement.consents());
        return new Decision(rights, changed, entitlement.until());
    }

    private static String agent(Caller caller) {
        return caller.authorization() + "|" + caller.client().id() + "|"
                + caller.user().id();
    }

    /** What the scopes leave of what the caller is entitled to. */
    private List<Grant> within(Caller caller, Entitlement entitlement, Action action) {
        List<Grant> left = new ArrayList<>();
        for (Permission permission : caller.permissions()) {
            if (permission.actions().contains(action)) {
                entitlement.of(action).stream()
                        .flatMap(grant -> inContext(grant, permission, caller).stream())
                        .forEach(grant -> left.add(grants.permitted(grant, permission)));
            }
        }
        if (action == Action.READ && caller.user().resource() != null) {
            left.add(self(caller.user().resource()));
        }
        return left;
    }

    /** Who the user is in the record can be read by whatever token names them as fhirUser (SMART 2.2, identity data). */
    private Grant self(ResourceKey user) {
        return user.type().equals("Patient")
                ? Grant.of(new long[] {grants.patient(user)}).within(Set.of("Patient"))
                : Grant.of(Set.of(user.type())).among(grants.terms(List.of(RowLabels.self(user.toString()))));
    }

    /** What belongs to no patient is the same in every context; without a patient in context, patient scopes open nothing. */
    private Optional<Grant> inContext(Grant grant, Permission permission, Caller caller) {
        if (permission.level() != Permission.Level.PATIENT || open(grant)) {
            return Optional.of(grant);
        }
        return Optional.ofNullable(caller.patient()).map(patient -> grant.within(grants.patient(patient)));
    }

    private static boolean open(Grant grant) {
        return grant.ofAnyPatient() && grant.onlyOf(OpenTypes.ALL);
    }

    private static String purpose(Caller caller) {
        Set<Role> roles = caller.roles();
        if (roles.contains(Role.CLIENT)) {
            return "PATRQT";
        }
        if (roles.contains(Role.RELATIVE)) {
            return "FAMRQT";
        }
        boolean own = roles.contains(Role.SYSTEM) && caller.client().resource() == null;
        return own || roles.equals(Set.of(Role.ADMISSIONS)) || roles.equals(Set.of(Role.ADMINISTRATOR))
                ? "HOPERAT"
                : "TREAT";
    }
}
