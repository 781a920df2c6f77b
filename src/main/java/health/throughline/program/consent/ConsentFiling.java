package health.throughline.program.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import health.throughline.record.consent.Completeness;
import health.throughline.store.Keys;
import health.throughline.store.ResourceVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files consents and takes them back. Clients decide about their own record; the team does for clients in its sight. */
@Component
public final class ConsentFiling {

    private final HealthRecord record;
    private final Keys keys;
    private final Clock clock = Clock.systemUTC();

    ConsentFiling(HealthRecord record, Keys keys) {
        this.record = record;
        this.keys = keys;
    }

    /**
     * Stores a consent with the form by which it was given, or nothing.
     *
     * @param document a QuestionnaireResponse or DocumentReference; null when the consent refers to what is stored
     * @throws Refusal UNPROCESSABLE naming what it lacks, FORBIDDEN when it is not the caller's to give
     */
    public ResourceVersion file(ObjectNode consent, @Nullable ObjectNode document, Access access) {
        ResourceKey patient = patient(consent);
        requireDecides(patient, Action.CREATE, access);
        ObjectNode filed = consent.deepCopy();
        List<Entry> entries = new ArrayList<>();
        if (document != null) {
            String url = "urn:uuid:" + UUID.randomUUID();
            filed.putObject("sourceReference").put("reference", url);
            entries.add(create(document, url));
        }
        boolean denies = filed.path("provision").path("type").asText().equals("deny");
        List<Issue> lacking = denies ? List.of() : Completeness.lacking(filed);
        if (!lacking.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, lacking);
        }
        signedBy(filed, patient, access);
        entries.add(create(filed, "urn:uuid:" + UUID.randomUUID()));
        return record.write(entries, access.onBehalf(keys.of(patient)))
                .get(entries.size() - 1)
                .current();
    }

    private static Entry create(ObjectNode resource, String url) {
        String type = resource.path("resourceType").asText();
        return new Entry(new Change.Create(new Change.Target(type, null, null), resource), url, "");
    }

    /** Clients sign for themselves. */
    private static void signedBy(ObjectNode consent, ResourceKey patient, Access access) {
        boolean client = access.rights().caller().roles().contains(Role.CLIENT);
        String signer = consent.path("performer").path(0).path("reference").asText("");
        if (client && !signer.equals(patient.toString())) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    List.of(Issue.error(
                            "business-rule",
                            "You sign for yourself: performer is your own Patient.",
                            "Consent.performer")));
        }
    }

    private static ResourceKey patient(ObjectNode consent) {
        String reference = consent.path("patient").path("reference").asText("");
        return ResourceKey.ofPatient(reference)
                .orElseThrow(() -> Refusal.invalid(
                        "required", "Say whose record it is about, as Patient/[id].", "Consent.patient.reference"));
    }

    private void requireDecides(ResourceKey patient, Action action, Access access) {
        access.requireRole(
                Role.CLIENT,
                Role.CLINICAL_LEAD,
                Role.THERAPIST,
                Role.PRESCRIBER,
                Role.CASE_MANAGER,
                Role.ADMISSIONS,
                Role.SYSTEM);
        record.reader().read(patient, access);
        access.requireScope(action, "Consent", patient);
        Caller caller = access.rights().caller();
        if (caller.roles().contains(Role.SYSTEM) && caller.client().resource() != null) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "To whom consents disclose does not decide about them.");
        }
    }

    /** What became of a revocation. */
    public record Revoked(ResourceVersion consent, @Nullable ResourceVersion revocation) {}

    /**
     * Ends a consent, at once; what was disclosed before stays disclosed. One that has ended stays as it is.
     *
     * @throws Refusal NOT_FOUND when it is not in the caller's sight
     */
    public Revoked revoke(ResourceKey key, Access access) {
        ResourceVersion version = record.reader().read(key, access);
        ObjectNode consent = version.tree();
        ResourceKey patient = patient(consent);
        requireDecides(patient, Action.UPDATE, access);
        if (!consent.path("status").asText().equals("active")) {
            return new Revoked(version, null);
        }
        ObjectNode ended = consent.deepCopy();
        ended.put("status", "inactive");
        List<Entry> entries = List.of(
                new Entry(new Change.Update(Change.Target.of(key), ended, version.version()), "", ""),
                create(revocation(consent, key, patient, access), "urn:uuid:" + UUID.randomUUID()));
        var outcomes = record.write(entries, access.onBehalf(keys.of(patient)));
        return new Revoked(outcomes.get(0).current(), outcomes.get(1).current());
    }

    private ObjectNode revocation(ObjectNode consent, ResourceKey key, ResourceKey patient, Access access) {
        ObjectNode revocation = FhirJson.object().put("resourceType", "Consent");
        if (consent.has("organization")) {
            revocation
                    .putObject("meta")
                    .putArray("profile")
                    .add(Canonicals.of("StructureDefinition", "iop-revocation"));
        }
        revocation.put("status", "inactive");
        revocation
                .putObject("scope")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/consentscope")
                .put("code", "patient-privacy");
        for (String element : List.of("category", "organization", "policy", "policyRule")) {
            if (consent.has(element)) {
                revocation.set(element, consent.get(element));
            }
        }
        revocation.putObject("patient").put("reference", patient.toString());
        revocation.put("dateTime", clock.instant().toString());
        ResourceKey user = access.rights().caller().user().resource();
        revocation
                .putArray("performer")
                .addObject()
                .put("reference", user == null ? patient.toString() : user.toString());
        revocation.putObject("sourceReference").put("reference", key.toString());
        return revocation;
    }
}
