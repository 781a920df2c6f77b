package health.throughline.record.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.Label;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import health.throughline.record.consent.ConsentPeriod;
import health.throughline.record.consent.ConsentRule;
import health.throughline.record.consent.Recipient;
import health.throughline.record.consent.Selection;
import health.throughline.record.consent.Selections;
import health.throughline.search.plan.Restriction.Grant;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.access.EmergencyTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the programme's own staff, its systems and its clients may do by their roles. */
final class StaffEntitlements {

    private static final Set<String> PURPOSES = Set.of("TREAT", "HOPERAT", "CAREMGT", "COC");
    private static final Set<String> SERVERS_OWN = Set.of("AuditEvent", "Provenance");

    private final GrantBuilder grants;
    private final Lookups lookups;
    private final CareRelationships relationships;
    private final EmergencyTable emergencies;

    StaffEntitlements(GrantBuilder grants, Lookups lookups, EmergencyTable emergencies) {
        this.grants = grants;
        this.lookups = lookups;
        this.relationships = new CareRelationships(lookups);
        this.emergencies = emergencies;
    }

    void add(Caller caller, Role role, Instant now, Entitlement entitlement) {
        RoleRule rule = RoleRule.of(role);
        ResourceKey user = caller.user().resource();
        Map<Long, List<Selection>> denied =
                role == Role.CLIENT || user == null ? Map.of() : denied(user, now, entitlement);
        Grant reach = reach(caller, role, now, entitlement);
        Grant usual = reach.besides(
                denied.keySet().stream().mapToLong(Long::longValue).toArray());
        addGrants(rule, usual, entitlement);
        denied.forEach((patient, left) -> left.forEach(
                selection -> addGrants(rule, grants.selected(reach.within(patient), selection), entitlement)));
        if (rule.directory()) {
            entitlement.add(Grant.of(OpenTypes.ALL), Action.CREATE, Action.UPDATE, Action.DELETE);
        }
        boolean treating = rule.parts().isEmpty() && role != Role.SYSTEM;
        if (treating && user != null && user.type().equals("Practitioner")) {
            ownNotes(user, reach, entitlement);
        }
        if (role != Role.CLIENT && role != Role.ADMINISTRATOR && role != Role.SYSTEM) {
            emergencies(caller, entitlement);
        }
    }

    private Grant reach(Caller caller, Role role, Instant now, Entitlement entitlement) {
        ResourceKey user = caller.user().resource();
        if (RoleRule.of(role).everyClient()) {
            return Grant.OF_EVERYTHING;
        }
        if (role == Role.CLIENT) {
            return Grant.of(
                    user != null && user.type().equals("Patient") ? new long[] {grants.patient(user)} : new long[0]);
        }
        Set<ResourceKey> patients = user != null && user.type().equals("Practitioner")
                ? relationships.patientsOf(user, now, entitlement)
                : Set.of();
        return Grant.of(patients.stream().mapToLong(grants::patient).toArray());
    }

    private void addGrants(RoleRule rule, Grant reach, Entitlement entitlement) {
        Grant kept = reach.withholding(grants.labels(rule.withheld()));
        List<Grant> seen = seen(rule, kept);
        seen.forEach(entitlement::read);
        if (rule.writes().contains(RoleRule.ALL)) {
            Set<String> types = new TreeSet<>(Fhir.resourceTypes());
            types.removeAll(SERVERS_OWN);
            types.removeAll(OpenTypes.ALL);
            entitlement.add(kept.within(types), Action.CREATE, Action.UPDATE, Action.DELETE);
        } else if (!rule.writes().isEmpty()) {
            entitlement.add(kept.within(rule.writes()), Action.CREATE);
            seen.forEach(grant -> entitlement.add(grant.within(rule.writes()), Action.UPDATE));
        }
    }

    /** What of {@code kept} the role sees; it changes nothing else. */
    private List<Grant> seen(RoleRule rule, Grant kept) {
        if (rule.parts().isEmpty()) {
            return List.of(kept);
        }
        Grant parts = kept.among(grants.parts(rule.parts()));
        return rule.types().isEmpty() ? List.of(parts) : List.of(parts, kept.within(rule.types()));
    }

    /** Counseling notes are for who wrote them (42 CFR 2.11, 2.31(b)). */
    private void ownNotes(ResourceKey user, Grant reach, Entitlement entitlement) {
        Grant own = reach.among(grants.terms(List.of(RowLabels.author(user.toString()))));
        entitlement.read(own);
        entitlement.add(
                own.within(Set.of("DocumentReference", "Composition")), Action.CREATE, Action.UPDATE, Action.DELETE);
    }

    private void emergencies(Caller caller, Entitlement entitlement) {
        for (EmergencyTable.Open open : emergencies.open(caller.user().id())) {
            entitlement.read(Grant.of(new long[] {open.patient()})
                    .withholding(grants.labels(List.of(Label.COUNSELING_NOTE, Label.CLIENT_PRIVATE))));
            entitlement.endsAt(open.ends());
        }
    }

    /**
     * What is left to {@code user} of the clients who deny them something, by the client. What also belongs to another client
     * is then kept from them wholly.
     */
    private Map<Long, List<Selection>> denied(ResourceKey user, Instant now, Entitlement entitlement) {
        Recipient recipient = new Recipient(Set.of(user.toString()), Set.of(), PURPOSES);
        Map<Long, List<Selections.Denial>> denials = new HashMap<>();
        for (ObjectNode consent :
                lookups.all("Consent", new Parameter("actor", user.toString()), new Parameter("status", "active"))) {
            entitlement.endsAt(ConsentPeriod.changes(consent.path("provision"), now));
            List<Selections.Denial> some =
                    ConsentRule.of(consent, recipient, now).denied();
            if (!some.isEmpty()) {
                ResourceKey.ofPatient(consent.path("patient").path("reference").asText(""))
                        .ifPresent(
                                patient -> denials.computeIfAbsent(grants.patient(patient), absent -> new ArrayList<>())
                                        .addAll(some));
            }
        }
        Map<Long, List<Selection>> left = new HashMap<>();
        denials.forEach((patient, all) -> left.put(patient, Selections.without(List.of(Selection.EVERYTHING), all)));
        return left;
    }
}
