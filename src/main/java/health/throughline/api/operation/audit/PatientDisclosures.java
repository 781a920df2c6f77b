package health.throughline.api.operation.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.record.HealthRecord;
import health.throughline.record.trail.PatientTrail;
import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * To whom a client's records were disclosed: the accounting that 42 CFR 2.25 and 45 CFR 164.528 give a right to.
 *
 * @see <a href="https://www.ecfr.gov/current/title-42/section-2.25">42 CFR 2.25</a>
 */
@Component
final class PatientDisclosures implements OwnOperation {

    /** Three years before the request, 42 CFR 2.25(a). */
    private static final Duration PAST = Duration.ofDays(3 * 365 + 1);

    /** v3-ActReason in the words of a client; others are told as their code. */
    private static final Map<String, String> PURPOSES = Map.of(
            "TREAT", "treatment",
            "ETREAT", "emergency treatment",
            "BTG", "emergency treatment",
            "HPAYMT", "payment",
            "HOPERAT", "running the programme",
            "PATRQT", "at your own request",
            "FAMRQT", "at your family's request",
            "HLEGAL", "legal proceedings",
            "HRESCH", "research");

    private final HealthRecord record;
    private final PatientTrail trail;
    private final PageLinks links;

    PatientDisclosures(HealthRecord record, PatientTrail trail, PageLinks links) {
        this.record = record;
        this.trail = trail;
        this.links = links;
    }

    @Override
    public String id() {
        return "Patient-disclosures";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        TrailPage page = TrailPage.of(request, links, PAST);
        List<AuditRow> rows = trail.disclosures(route.key(), page.part(), request.access());
        Persons persons = new Persons(record);
        return page.answer("disclosure", rows, AuditRow::id, (row, parts) -> write(row, persons, parts));
    }

    private static void write(AuditRow row, Persons persons, TrailPage.Parts parts) {
        AuditLine line = row.line();
        ObjectNode detail = line.detail().isEmpty()
                ? FhirJson.object()
                : FhirJson.parseStored(line.detail().getBytes(StandardCharsets.UTF_8));
        String recipient = detail.path("recipient").asText("");
        String named = detail.path("recipientName").asText("");
        String name = named.isEmpty() ? persons.of(recipient).name() : named;
        boolean unknown = recipient.isEmpty() && name.isEmpty();
        String purpose = line.agent().purpose();
        parts.text("date", "valueInstant", Instant.ofEpochMilli(line.time()).toString());
        parts.reference("recipient", recipient, unknown ? line.agent().client() : name);
        parts.text("purpose", "valueCode", purpose);
        parts.text("purposeText", "valueString", PURPOSES.getOrDefault(purpose, purpose));
        parts.text("description", "valueString", description(line, detail));
        for (JsonNode consent : detail.path("consents")) {
            parts.reference("consent", consent.asText(), "");
        }
        parts.reference("event", "AuditEvent/" + row.id(), "");
    }

    private static String description(AuditLine line, ObjectNode detail) {
        String said = detail.path("description").asText("");
        int slash = line.resource().indexOf('/');
        return said.isEmpty() && slash > 0 ? line.resource().substring(0, slash) : said;
    }
}
