package health.throughline.record.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.privacy.Label;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.consent.ConsentPeriod;
import health.throughline.record.consent.Recipient;
import health.throughline.record.consent.Selection;
import health.throughline.record.consent.Shared;
import health.throughline.search.plan.Restriction.Grant;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What those outside the programme may see: relatives and other organizations, by consents alone. */
final class ConsentedEntitlements {

    /** Never for a person close to the client, whatever a consent says. */
    private static final List<Label> NOT_TO_RELATIVES =
            List.of(Label.VIOLENCE, Label.CLIENT_PRIVATE, Label.STAFF_ONLY, Label.COUNSELING_NOTE, Label.NOT_TO_CLIENT);

    private static final List<String> NOTES = List.of("session-notes", "journal", "session-recording");
    private static final Set<String> FAMILY = Set.of("FAMRQT", "SUPNWK", "PWATRNY", "CAREMGT");
    private static final Set<String> CARE = Set.of("TREAT", "HPAYMT", "HOPERAT", "CAREMGT", "COC", "TREATDS");
    private static final int DEEPEST = 5;

    /** What no consent opens is absent, of whatever type: a refusal would tell that there is none. */
    private static final Grant NOBODY = Grant.of(new long[0]);

    private final GrantBuilder grants;
    private final Lookups lookups;
    private final Period majority;

    ConsentedEntitlements(GrantBuilder grants, Lookups lookups, Period majority) {
        this.grants = grants;
        this.lookups = lookups;
        this.majority = majority;
    }

    /** Of the one client whose RelatedPerson the user is. */
    void addRelative(Caller caller, Instant now, Entitlement entitlement) {
        entitlement.read(NOBODY);
        ResourceKey user = caller.user().resource();
        ObjectNode person = user == null ? null : lookups.read(user).orElse(null);
        if (user == null || person == null || !person.path("active").asBoolean(true)) {
            return;
        }
        ConsentPeriod period = ConsentPeriod.of(person.path("period"));
        ResourceKey patient = ResourceKey.ofPatient(
                        person.path("patient").path("reference").asText(""))
                .orElse(null);
        entitlement.endsAt(period.changes(now));
        if (!period.contains(now) || patient == null) {
            return;
        }
        entitlement.read(Grant.of(new long[] {grants.patient(patient)})
                .within(Set.of("RelatedPerson"))
                .among(grants.terms(List.of(RowLabels.self(user.toString())))));
        new Involvement(person).add(user, patient, now, entitlement);
    }

    /** What one relative is to one client. */
    private final class Involvement {

        private final Set<String> roles = new LinkedHashSet<>();

        Involvement(ObjectNode person) {
            Extensions.all(person, Canonicals.of("StructureDefinition", "involvement-role"))
                    .forEach(extension -> codes(extension).forEach(roles::add));
        }

        private List<String> codes(JsonNode extension) {
            List<String> codes = new ArrayList<>();
            extension
                    .path("valueCodeableConcept")
                    .path("coding")
                    .forEach(one -> codes.add(one.path("code").asText()));
            codes.add(extension.path("valueCoding").path("code").asText(""));
            codes.add(extension.path("valueCode").asText(""));
            codes.removeIf(String::isEmpty);
            return codes;
        }

        void add(ResourceKey user, ResourceKey patient, Instant now, Entitlement entitlement) {
            long key = grants.patient(patient);
            Grant reach = Grant.of(new long[] {key})
                    .withholding(grants.labels(NOT_TO_RELATIVES))
                    .withholding(grants.parts(NOTES));
            Recipient recipient = new Recipient(Set.of(user.toString()), Set.of(), FAMILY);
            Shared shared = Shared.by(consents(patient, now, entitlement), recipient, now);
            Set<String> parts = parts();
            for (Selection selection : shared.selections()) {
                Grant one = grants.selected(reach, selection);
                entitlement.read(parts.isEmpty() ? one : one.among(grants.parts(parts)));
            }
            if (!shared.nothing()) {
                entitlement.released(key, shared.consents());
            }
            if (roles.contains("act-on-behalf") && minor(patient, now)) {
                entitlement.endsAt(now);
                entitlement.read(reach.withholding(grants.labels(List.of(Label.PART2))));
            }
            if (roles.contains("reports-concerns") || roles.contains("attends-sessions")) {
                entitlement.add(
                        Grant.of(new long[] {key}).within(Set.of("QuestionnaireResponse", "Communication")),
                        Action.CREATE);
            }
        }

        /** What a relative of these roles may see if a consent says so; empty for all of it. */
        private Set<String> parts() {
            Set<String> parts = new LinkedHashSet<>();
            for (String role : roles) {
                List<String> some = FamilyMatrix.PARTS.get(role);
                if (some == null) {
                    return Set.of();
                }
                parts.addAll(some);
            }
            if (!roles.isEmpty() && parts.isEmpty()) {
                parts.add("none");
            }
            return parts;
        }
    }

    /** Decided anew for each request: the day comes, and a date of birth may be put right, at any time. */
    private boolean minor(ResourceKey patient, Instant now) {
        String birth = lookups.read(patient)
                .map(one -> one.path("birthDate").asText(""))
                .orElse("");
        if (birth.length() != 10) {
            return false;
        }
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .isBefore(LocalDate.parse(birth).plus(majority));
    }

    private List<ObjectNode> consents(ResourceKey patient, Instant now, Entitlement entitlement) {
        List<ObjectNode> consents =
                lookups.all("Consent", new Parameter("patient", patient.toString()), new Parameter("status", "active"));
        consents.forEach(consent -> entitlement.endsAt(ConsentPeriod.changes(consent.path("provision"), now)));
        return consents;
    }

    /** Of every client who consents to it; an organization also receives what goes to one that it is part of. */
    void addOrganization(ResourceKey organization, String clientId, Instant now, Entitlement entitlement) {
        entitlement.read(NOBODY);
        Set<String> names = withParents(organization);
        Recipient recipient = new Recipient(names, Set.of(clientId), CARE);
        Map<ResourceKey, List<ObjectNode>> byPatient = new LinkedHashMap<>();
        List<ObjectNode> consents = new ArrayList<>(lookups.all(
                "Consent", new Parameter("actor", String.join(",", names)), new Parameter("status", "active")));
        consents.addAll(
                lookups.all("Consent", new Parameter("actor:missing", "true"), new Parameter("status", "active")));
        for (ObjectNode consent : consents) {
            entitlement.endsAt(ConsentPeriod.changes(consent.path("provision"), now));
            ResourceKey.ofPatient(consent.path("patient").path("reference").asText(""))
                    .ifPresent(patient -> byPatient
                            .computeIfAbsent(patient, key -> new ArrayList<>())
                            .add(consent));
        }
        Map<List<Selection>, List<Long>> alike = new HashMap<>();
        byPatient.forEach((key, some) -> {
            Shared shared = Shared.by(some, recipient, now);
            if (!shared.nothing()) {
                long patient = grants.patient(key);
                alike.computeIfAbsent(shared.selections(), absent -> new ArrayList<>())
                        .add(patient);
                entitlement.released(patient, shared.consents());
            }
        });
        alike.forEach((selections, patients) -> share(selections, patients, entitlement));
    }

    private void share(List<Selection> selections, List<Long> patients, Entitlement entitlement) {
        Grant reach = Grant.of(patients.stream().mapToLong(Long::longValue).toArray())
                .withholding(grants.labels(List.of(Label.CLIENT_PRIVATE, Label.STAFF_ONLY)));
        for (Selection selection : selections) {
            Grant shared = grants.selected(reach, selection);
            entitlement.read(shared);
            entitlement.add(shared.within(GrantBuilder.cared()), Action.CREATE, Action.UPDATE);
        }
    }

    private Set<String> withParents(ResourceKey organization) {
        Set<String> names = new LinkedHashSet<>();
        ResourceKey next = organization;
        while (next != null && names.add(next.toString()) && names.size() < DEEPEST) {
            String parent = lookups.read(next)
                    .map(one -> one.path("partOf").path("reference").asText(""))
                    .orElse("");
            next = ResourceKey.of(parent)
                    .filter(key -> key.type().equals("Organization"))
                    .orElse(null);
        }
        return names;
    }
}
