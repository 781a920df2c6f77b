package health.throughline.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.audit.EventCode.Code;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The entities of an AuditEvent: the patient, the resource, the query, the request's id, and what else is known. */
final class EventEntities {

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final Code PERSON = new Code(TYPES, "1", "Person");
    private static final Code OBJECT = new Code(TYPES, "2", "System Object");
    private static final Code OTHER = new Code(TYPES, "4", "Other");
    private static final Code PATIENT = new Code(ROLES, "1", "Patient");
    private static final Code DOMAIN_RESOURCE = new Code(ROLES, "4", "Domain Resource");
    private static final Code QUERY = new Code(ROLES, "24", "Query");
    private static final Code REQUEST_ID =
            new Code("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId", "X-Request-Id");

    private final boolean whole;

    EventEntities(boolean whole) {
        this.whole = whole;
    }

    void add(ObjectNode event, Kind kind, AuditRow row, ObjectNode detail) {
        AuditLine line = row.line();
        ArrayNode entities = FhirJson.array();
        if (line.patient() != 0) {
            patient(entities.addObject(), row.patientId());
        }
        boolean query = kind == Kind.QUERY || kind == Kind.EXECUTE;
        if (!line.resource().isEmpty() && kind != Kind.QUERY) {
            ObjectNode data = entities.addObject();
            data.putObject("what").put("reference", line.resource());
            data.set("type", AuditEvents.coding(OBJECT));
            data.set("role", AuditEvents.coding(DOMAIN_RESOURCE));
        }
        if (query) {
            query(entities.addObject(), line.request());
        }
        if (!line.request().id().isEmpty()) {
            ObjectNode transaction = entities.addObject();
            transaction
                    .putObject("what")
                    .putObject("identifier")
                    .put("value", line.request().id());
            transaction.set("type", AuditEvents.coding(REQUEST_ID));
        }
        if (!detail.isEmpty()) {
            detail(entities.addObject(), detail);
        }
        if (!entities.isEmpty()) {
            event.set("entity", entities);
        }
    }

    private static void patient(ObjectNode patient, String id) {
        ObjectNode what = patient.putObject("what");
        if (id.isEmpty()) {
            what.put("display", "a client who is not in the record");
        } else {
            what.put("reference", "Patient/" + id);
        }
        patient.set("type", AuditEvents.coding(PERSON));
        patient.set("role", AuditEvents.coding(PATIENT));
    }

    /** As it was sent for those who may know; else as it is cleaned, without the values, which may name other clients. */
    private void query(ObjectNode query, AuditLine.Request request) {
        String known = (request.method() + " " + cleaned(request.url())).strip();
        String cleaned = known.isEmpty() ? "unknown request" : known;
        String asked = whole && !request.url().isEmpty() ? request.url() : cleaned;
        query.set("type", AuditEvents.coding(OBJECT));
        query.set("role", AuditEvents.coding(QUERY));
        query.put("description", cleaned);
        query.put("query", Base64.getEncoder().encodeToString(asked.getBytes(StandardCharsets.UTF_8)));
    }

    private static String cleaned(String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        String names = question < 0
                ? ""
                : Arrays.stream(url.substring(question + 1).split("&"))
                        .map(parameter -> parameter.replaceFirst("=.*", ""))
                        .filter(name -> name.matches("[\\w.:$-]{1,64}"))
                        .distinct()
                        .collect(Collectors.joining("&"));
        String harmless = path.matches("[\\w./$*-]{0,200}") ? path : "";
        return names.isEmpty() ? harmless : harmless + "?" + names;
    }

    private static void detail(ObjectNode other, ObjectNode detail) {
        other.set("type", AuditEvents.coding(OTHER));
        ArrayNode all = other.putArray("detail");
        for (Map.Entry<String, JsonNode> one : detail.properties()) {
            String value = one.getValue().isValueNode()
                    ? one.getValue().asText()
                    : one.getValue().toString();
            if (!value.isBlank()) {
                all.addObject().put("type", one.getKey()).put("valueString", value);
            }
        }
        if (all.isEmpty()) {
            other.remove("detail");
        }
    }
}
