package health.throughline.validation;

import static health.throughline.record.trail.AuditEntries.entry;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.audit.TrailCalls;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Agent;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditEntry.Request;
import java.util.List;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/auditevent.html: HL7's validator has no objection to an AuditEvent of any kind. */
class AuditEventValidationIT {

    private static final Agent NOBODY = new Agent("", "", "", "", "", "");

    @Test
    void every_kind_makes_a_valid_audit_event() {
        ValidatorPool validators = OfflineCodes.validators(
                OfflineCodes.definitions(ShippedDefinitions.load(List.of("c-ssrs", "dast-10"))));
        try (TrailCalls trail = new TrailCalls()) {
            trail.put(json("{'resourceType':'Patient','id':'ann'}"));
            for (Kind kind : Kind.values()) {
                String detail =
                        "{\"reason\":\"x\",\"recipient\":\"Organization/o\",\"consents\":[\"Consent/1\"],\"n\":\"\"}";
                trail.record(entry(kind, Outcome.SUCCESS, trail.key("ann"), "Observation/1", detail));
                trail.record(entry(kind, Outcome.MAJOR_FAILURE, 5, "", ""));
                trail.record(new AuditEntry(0, kind, NOBODY, new Request("", "", ""), Outcome.SUCCESS, 0, "", ""));
            }
            JsonNode found = trail.json("AuditEvent?_count=100", TrailCalls.ALL);
            assertThat(found.path("entry")).hasSize(3 * Kind.values().length);
            found.path("entry").forEach(one -> valid(validators, (ObjectNode) one.path("resource")));
        }
    }

    private static void valid(ValidatorPool validators, ObjectNode event) {
        StructureCheck.check(event);
        byte[] bytes = FhirJson.bytes(Claims.without(event));
        assertThat(validators.validate(bytes, List.of(), true).stream()
                        .filter(message ->
                                message.getLevel() == IssueSeverity.ERROR || message.getLevel() == IssueSeverity.FATAL)
                        .map(ValidationMessage::toString))
                .as(event.toString())
                .isEmpty();
    }
}
