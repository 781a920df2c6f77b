package health.throughline.auth.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.site.RequestIds;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditTrail;
import health.throughline.store.Keys;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Writes into the audit trail what is authorized and what is refused. Parameters are left out: they hold codes and secrets. */
public final class AuthTrail {

    private final AuditTrail trail;
    private final Keys keys;

    public AuthTrail(AuditTrail trail, Keys keys) {
        this.trail = trail;
        this.keys = keys;
    }

    /**
     * What happened.
     *
     * @param subject of the account; empty when none
     * @param patient id of the Patient concerned; empty when none
     * @param what in one word, such as {@code code}, {@code refresh}, {@code consent}
     * @param why of a refusal; empty of a success
     */
    public record Event(Kind kind, String client, String subject, String patient, String what, String why) {

        public static Event token(String client, String subject, String what, String why) {
            return new Event(Kind.TOKEN, client, subject, "", what, why);
        }
    }

    public void write(HttpServletRequest request, Event... events) {
        trail.record(Stream.of(events).map(event -> entry(request, event)).toList());
    }

    private AuditEntry entry(HttpServletRequest request, Event event) {
        ObjectNode detail = FhirJson.object().put("what", event.what());
        if (!event.why().isEmpty()) {
            detail.put("why", event.why());
        }
        return new AuditEntry(
                System.currentTimeMillis(),
                event.kind(),
                new AuditEntry.Agent(event.subject(), "", event.client(), "", "", request.getRemoteAddr()),
                RequestIds.audited(request),
                event.why().isEmpty() ? Outcome.SUCCESS : Outcome.SERIOUS_FAILURE,
                event.patient().isEmpty() ? 0 : keys.of(new ResourceKey("Patient", event.patient()).toString()),
                "",
                new String(FhirJson.bytes(detail), StandardCharsets.UTF_8));
    }
}
