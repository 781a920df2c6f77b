package health.throughline.server;

import health.throughline.api.FhirResponse;
import health.throughline.api.Release;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessLog;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditTrail;
import health.throughline.record.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no answer leaves before the audit rows of what it gives out are committed. Changes bring their rows with
 * them, in the statement that makes them.
 */
final class RequestAudit {

    private static final int MOST_NAMED = 20;
    private static final int FORBIDDEN = 403;
    static final int UNAUTHENTICATED = 401;

    private final AuditTrail trail;

    RequestAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Records what was given out, and adds to the answer what goes with data that leave the programme. */
    FhirResponse ended(FhirResponse response, @Nullable Route route, Access access) {
        if (route == null || route.kind() == Route.Kind.CAPABILITIES || !access.audited()) {
            return response;
        }
        boolean failed = response.status() >= 400;
        List<AuditEntry> entries = new ArrayList<>();
        long[] patients = failed ? new long[0] : access.log().patients();
        for (long patient : patients) {
            entries.add(entry(kind(route.kind()), access, outcome(response.status()), patient, ""));
        }
        if (patients.length == 0 && (failed || !access.log().wrote())) {
            entries.add(entry(kind(route.kind()), access, outcome(response.status()), 0, ""));
        }
        if (!failed && Release.leaves(access)) {
            disclosed(access.log().told(), access, response, entries);
        }
        trail.record(entries);
        return response;
    }

    /** Records that somebody was refused whose token does not hold. */
    void refused(AuditEntry.Request request, String address) {
        AuditEntry.Agent nobody = new AuditEntry.Agent("", "", "", "", "", address);
        Kind kind = request.method().equals("GET") ? Kind.QUERY : Kind.EXECUTE;
        trail.record(List.of(
                new AuditEntry(System.currentTimeMillis(), kind, nobody, request, Outcome.SERIOUS_FAILURE, 0, "", "")));
    }

    /** The accounting of disclosures (42 CFR 2.25): one row for each patient whose data leave. */
    private static void disclosed(long[] patients, Access access, FhirResponse response, List<AuditEntry> entries) {
        for (long patient : patients) {
            List<String> consents = access.rights().consents().getOrDefault(patient, List.of());
            if (!consents.isEmpty()) {
                var detail = FhirJson.object();
                detail.put("description", "FHIR data");
                ResourceKey recipient = recipient(access.rights().caller());
                if (recipient != null) {
                    detail.put("recipient", recipient.toString());
                }
                var ids = detail.putArray("consents");
                consents.forEach(id -> ids.add("Consent/" + id));
                entries.add(entry(
                        Kind.DISCLOSURE,
                        access,
                        Outcome.SUCCESS,
                        patient,
                        new String(FhirJson.bytes(detail), StandardCharsets.UTF_8)));
            }
        }
        if (patients.length > 0) {
            response.with(Release.NOTICE_HEADER, Release.NOTICE);
            response.with(Release.CONSENT_HEADER, references(access));
        }
    }

    private static @Nullable ResourceKey recipient(Caller caller) {
        return caller.user().resource() == null
                ? caller.client().resource()
                : caller.user().resource();
    }

    private static String references(Access access) {
        return Release.consents(access).stream()
                .limit(MOST_NAMED)
                .map(id -> "Consent/" + id)
                .collect(Collectors.joining(", "));
    }

    private static AuditEntry entry(Kind kind, Access access, Outcome outcome, long patient, String detail) {
        AccessLog log = access.log();
        return new AuditEntry(
                System.currentTimeMillis(),
                kind,
                access.auditAgent(),
                log.request(),
                outcome,
                patient,
                log.resource(),
                detail);
    }

    /** AuditEvent.outcome: refused for want of rights weighs more than a request that was wrong. */
    private static Outcome outcome(int status) {
        if (status < 400) {
            return Outcome.SUCCESS;
        }
        boolean refused = status == FORBIDDEN || status == UNAUTHENTICATED;
        return status >= 500 ? Outcome.MAJOR_FAILURE : refused ? Outcome.SERIOUS_FAILURE : Outcome.MINOR_FAILURE;
    }

    private static Kind kind(Route.Kind kind) {
        return switch (kind) {
            case READ, VREAD, HISTORY_INSTANCE -> Kind.READ;
            case CREATE -> Kind.CREATE;
            case UPDATE, PATCH -> Kind.UPDATE;
            case DELETE -> Kind.DELETE;
            case OPERATION, TRANSACTION -> Kind.EXECUTE;
            default -> Kind.QUERY;
        };
    }
}
