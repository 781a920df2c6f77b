package health.throughline.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.audit.EventCode.Code;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.trail.TrailLines;
import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditRow;
import java.time.Instant;
import java.util.Map;

/**
 * Writes rows of the audit trail as AuditEvents. What has succeeded and is told whole claims the profile of IHE BALP that
 * it follows; failures have none there.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a>
 */
final class AuditEvents {

    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final Code SERVER =
            new Code("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");
    private static final Map<Kind, String> NAMES = Map.of(
            Kind.CREATE, "Create",
            Kind.READ, "Read",
            Kind.UPDATE, "Update",
            Kind.DELETE, "Delete",
            Kind.QUERY, "Query");

    private final String base;
    private final boolean whole;

    /** @param whole whether the reader may know what the caller sent, and from where; it can name other clients */
    AuditEvents(String base, boolean whole) {
        this.base = base;
        this.whole = whole;
    }

    ObjectNode of(AuditRow row) {
        AuditLine line = row.line();
        Kind kind = TrailLines.kind(line);
        EventCode code = EventCode.of(kind);
        ObjectNode detail = detail(line);
        String time = Instant.ofEpochMilli(line.time()).toString();
        ObjectNode event = FhirJson.object()
                .put("resourceType", AuditEventInteraction.TYPE)
                .put("id", Long.toString(row.id()));
        ObjectNode meta = event.putObject("meta").put("versionId", "1").put("lastUpdated", time);
        event.set("type", coding(code.type()));
        EventCode.subtype(kind, line)
                .ifPresent(subtype -> event.putArray("subtype").add(coding(subtype)));
        event.put("action", code.action());
        event.put("recorded", time);
        event.put("outcome", Integer.toString(line.outcome()));
        purpose(event, kind, line, detail);
        new EventAgents(base, whole).add(event, kind, line, detail);
        ObjectNode source = event.putObject("source").put("site", base);
        source.set("observer", observer(base));
        source.putArray("type").add(coding(SERVER));
        new EventEntities(whole).add(event, kind, row, detail);
        claim(meta, kind, row, detail);
        return event;
    }

    /** The server as everything here names it. */
    static ObjectNode observer(String base) {
        ObjectNode observer = FhirJson.object();
        observer.putObject("identifier").put("system", "urn:ietf:rfc:3986").put("value", base);
        return observer.put("display", "Throughline");
    }

    private static void purpose(ObjectNode event, Kind kind, AuditLine line, ObjectNode detail) {
        String purpose = line.agent().purpose();
        boolean said = kind == Kind.DISCLOSURE || kind == Kind.EMERGENCY;
        String reason = detail.path("reason").asText("");
        if (said && !(purpose.isEmpty() && reason.isEmpty())) {
            ObjectNode concept = event.putArray("purposeOfEvent").addObject();
            if (!purpose.isEmpty()) {
                concept.putArray("coding").add(EventAgents.purpose(purpose));
            }
            if (!reason.isEmpty()) {
                concept.put("text", reason);
            }
        }
    }

    private void claim(ObjectNode meta, Kind kind, AuditRow row, ObjectNode detail) {
        boolean located = whole && !row.line().agent().address().isEmpty();
        if (!located || row.line().outcome() != 0) {
            return;
        }
        ArrayNode profiles = FhirJson.array();
        boolean patient = !row.patientId().isEmpty();
        boolean data = !row.line().resource().isEmpty();
        if (NAMES.containsKey(kind) && (data || kind == Kind.QUERY)) {
            profiles.add(PROFILES + (patient ? "Patient" : "") + NAMES.get(kind));
        }
        if (kind == Kind.DISCLOSURE && patient && data && detail.has("recipient")) {
            profiles.add(PROFILES + "PrivacyDisclosure.Source");
        }
        if (!row.line().agent().authorization().isEmpty() && !profiles.isEmpty()) {
            profiles.add(PROFILES + "OAUTHaccessTokenUse.Opaque");
        }
        if (!profiles.isEmpty()) {
            meta.set("profile", profiles);
        }
    }

    private static ObjectNode detail(AuditLine line) {
        return line.detail().isEmpty()
                ? FhirJson.object()
                : FhirJson.parseStored(line.detail().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static JsonNode coding(Code code) {
        return FhirJson.object()
                .put("system", code.system())
                .put("code", code.code())
                .put("display", code.display());
    }
}
