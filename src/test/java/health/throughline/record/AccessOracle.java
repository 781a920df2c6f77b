package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.Clinic.Fact;
import health.throughline.record.RandomConsents.Given;
import health.throughline.record.RandomConsents.Provision;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Role;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;

/**
 * Says of one resource whether one caller may see it, straight from the rules in words and without a thought for rows or
 * queries: what the implementation is held against.
 */
final class AccessOracle {

    private static final Set<String> OPEN = Set.of("Organization", "Practitioner", "PractitionerRole");
    private static final Set<String> ADMISSIONS = Set.of("identity-and-contact", "enrolment", "attendance");
    private static final Set<String> PEER = Set.of(
            "identity-and-contact",
            "enrolment",
            "attendance",
            "mood-checkins",
            "relapse-plan",
            "crisis-plan",
            "goals",
            "messages",
            "milestones",
            "alerts");

    private final Clinic clinic;
    private final Caller caller;

    AccessOracle(Clinic clinic, Caller caller) {
        this.clinic = clinic;
        this.caller = caller;
    }

    /** Whether {@code action}, a read or a search, shows the resource. */
    boolean shows(Fact fact, Action action) {
        boolean self = action == Action.READ
                && caller.user().resource() != null
                && caller.user().resource().toString().equals(fact.key());
        return self || caller.permissions().stream().anyMatch(permission -> shows(fact, action, permission));
    }

    private boolean shows(Fact fact, Action action, Permission permission) {
        if (!permission.actions().contains(action) || !permission.concerns(fact.type())) {
            return false;
        }
        if (!permission.categories().isEmpty() && Collections.disjoint(permission.categories(), fact.categories())) {
            return false;
        }
        if (OPEN.contains(fact.type())) {
            return true;
        }
        boolean inContext = permission.level() != Permission.Level.PATIENT
                || (caller.patient() != null
                        && fact.patients().equals(Set.of(caller.patient().id())));
        return inContext && caller.roles().stream().anyMatch(role -> entitled(role, fact));
    }

    private boolean entitled(Role role, Fact fact) {
        return switch (role) {
            case CLIENT ->
                fact.patients().equals(Set.of(userId())) && none(fact, "sud-counseling-note", "staff-only", "NOPAT");
            case CLINICAL_LEAD, THERAPIST, PRESCRIBER, CASE_MANAGER, ADMISSIONS, PEER -> staff(role, fact);
            case RELATIVE -> relative(fact);
            case SYSTEM ->
                caller.client().resource() == null
                        ? none(fact, "sud-counseling-note", "client-private")
                        : organization(fact);
            case ADMINISTRATOR -> false;
        };
    }

    private String userId() {
        return Objects.requireNonNull(caller.user().resource()).id();
    }

    private static boolean none(Fact fact, String... labels) {
        return Collections.disjoint(fact.labels(), Set.of(labels));
    }

    private boolean staff(Role role, Fact fact) {
        boolean everyClient = role == Role.CLINICAL_LEAD || role == Role.ADMISSIONS;
        Set<String> treated = clinic.treats.getOrDefault(Integer.parseInt(userId().substring(2)), Set.of());
        boolean reached = everyClient || (!fact.patients().isEmpty() && treated.containsAll(fact.patients()));
        if (!reached) {
            return false;
        }
        boolean own = fact.author().equals("Practitioner/" + userId());
        if (fact.labels().contains("sud-counseling-note")) {
            return own && role != Role.ADMISSIONS && role != Role.PEER;
        }
        boolean cut = fact.patients().size() > 1 && deniedAnything("Practitioner/" + userId(), fact);
        return none(fact, "client-private") && !cut && !deniedTo("Practitioner/" + userId(), fact) && part(role, fact);
    }

    private static boolean part(Role role, Fact fact) {
        return switch (role) {
            case ADMISSIONS ->
                !Collections.disjoint(fact.parts(), ADMISSIONS)
                        || Set.of("Consent", "Task", "Communication").contains(fact.type());
            case PEER ->
                !Collections.disjoint(fact.parts(), PEER) || fact.type().equals("Task");
            default -> true;
        };
    }

    /** A consent that names this member of staff denies it. */
    private boolean deniedTo(String practitioner, Fact fact) {
        return clinic.consents.stream()
                .filter(consent -> consent.active() && fact.patients().contains(consent.patient()))
                .filter(consent -> consent.provision().actors().contains(practitioner))
                .anyMatch(consent -> denies(consent.provision(), Set.of(practitioner), Set.of("TREAT"), fact));
    }

    /** What belongs to several clients is not cut: whoever is denied anything by one of them does not see it. */
    private boolean deniedAnything(String practitioner, Fact fact) {
        return clinic.consents.stream()
                .filter(consent -> consent.active() && fact.patients().contains(consent.patient()))
                .map(Given::provision)
                .anyMatch(root -> !root.permit()
                        && !root.expired()
                        && root.actors().contains(practitioner)
                        && (root.purposes().isEmpty() || root.purposes().contains("TREAT")));
    }

    private boolean relative(Fact fact) {
        int number = Integer.parseInt(userId().substring(1));
        if (number == 4 || !fact.patients().equals(Set.of("p" + number))) {
            return false;
        }
        if (fact.key().equals("RelatedPerson/" + userId())) {
            return true;
        }
        boolean never = !none(fact, "SDV", "client-private", "staff-only", "sud-counseling-note", "NOPAT")
                || !Collections.disjoint(fact.parts(), Set.of("session-notes", "journal", "session-recording"));
        return !never && consented("p" + number, Set.of("RelatedPerson/" + userId()), Set.of("FAMRQT"), fact);
    }

    private boolean organization(Fact fact) {
        ResourceKey organization = Objects.requireNonNull(caller.client().resource());
        Set<String> names = organization.id().equals("hospital")
                ? Set.of("Organization/hospital", "Organization/network")
                : Set.of(organization.toString());
        return fact.patients().size() == 1
                && none(fact, "client-private", "staff-only")
                && consented(fact.patients().iterator().next(), names, Set.of("TREAT"), fact);
    }

    private boolean consented(String patient, Set<String> names, Set<String> purposes, Fact fact) {
        boolean permitted = false;
        for (Given consent : clinic.consents) {
            if (!consent.active() || !consent.patient().equals(patient)) {
                continue;
            }
            if (denies(consent.provision(), names, purposes, fact)) {
                return false;
            }
            boolean aboutNotes = consent.provision().labels().contains("sud-counseling-note");
            boolean note = fact.labels().contains("sud-counseling-note");
            permitted |= note == aboutNotes && permits(consent.provision(), names, purposes, fact);
        }
        return permitted;
    }

    private static boolean permits(Provision root, Set<String> names, Set<String> purposes, Fact fact) {
        if (!holds(root, names, purposes, fact)) {
            return false;
        }
        return root.permit()
                ? root.exceptions().stream().noneMatch(one -> denies(one, names, purposes, fact))
                : root.exceptions().stream().anyMatch(one -> permits(one, names, purposes, fact));
    }

    private static boolean denies(Provision provision, Set<String> names, Set<String> purposes, Fact fact) {
        return !provision.permit()
                && holds(provision, names, purposes, fact)
                && provision.exceptions().stream().noneMatch(one -> permits(one, names, purposes, fact));
    }

    /** Whether a provision is in force, about this recipient and purpose, and about this resource. */
    private static boolean holds(Provision provision, Set<String> names, Set<String> purposes, Fact fact) {
        return !provision.expired()
                && (provision.actors().isEmpty() || !Collections.disjoint(provision.actors(), names))
                && (provision.purposes().isEmpty() || !Collections.disjoint(provision.purposes(), purposes))
                && (provision.types().isEmpty() || provision.types().contains(fact.type()))
                && (provision.parts().isEmpty() || !Collections.disjoint(provision.parts(), fact.parts()))
                && (provision.labels().isEmpty() || !Collections.disjoint(provision.labels(), fact.labels()));
    }
}
