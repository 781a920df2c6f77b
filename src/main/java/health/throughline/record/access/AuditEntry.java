package health.throughline.record.access;

/**
 * One line of the audit trail: one access of one caller to the data of one patient, or to data of no patient.
 *
 * @param time milliseconds since 1970
 * @param agent who
 * @param outcome how it ended
 * @param patient key of Patient/id as in the column resource.patients; 0 when no patient is concerned
 * @param resource {@code Type/id} or {@code Type/id/_history/n} of the one resource concerned; empty when several or none
 * @param detail what the kind needs beside: the reason of an emergency access, the ids of consents; JSON object or empty
 */
public record AuditEntry(
        long time,
        Kind kind,
        Agent agent,
        Request request,
        Outcome outcome,
        long patient,
        String resource,
        String detail) {

    /** What was done, with the codes of the IHE BALP profiles. */
    public enum Kind {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        QUERY,
        /** An operation. */
        EXECUTE,
        /** A user signed in, or tried to. */
        LOGIN,
        LOGOUT,
        /** A token was given, refused, revoked. */
        TOKEN,
        /** Data left the programme for another recipient (BALP PrivacyDisclosure.Source; 42 CFR 2.25). */
        DISCLOSURE,
        /** A consent was filed, changed or revoked. */
        CONSENT,
        /** Access in an emergency (42 CFR 2.51). */
        EMERGENCY,
        /** Accounts, clients, keys or settings were changed. */
        ADMINISTRATION
    }

    /** AuditEvent.outcome: 0, 4, 8, 12. */
    public enum Outcome {
        SUCCESS,
        MINOR_FAILURE,
        SERIOUS_FAILURE,
        MAJOR_FAILURE
    }

    /**
     * Who did it.
     *
     * @param user subject of the account; empty when none
     * @param userResource {@code Practitioner/1}; empty when none
     * @param client client_id; empty when none
     * @param authorization id of the authorization; empty when none
     * @param purpose code of v3-ActReason: TREAT, PATRQT, FAMRQT, ETREAT, HOPERAT; empty when not known
     * @param address network address of the caller; empty when not known
     */
    public record Agent(
            String user, String userResource, String client, String authorization, String purpose, String address) {}

    /**
     * The request as it came.
     *
     * @param id X-Request-Id
     * @param method HTTP method
     * @param url path and query below the base, as sent; kept as base64 in AuditEvent.entity.query, shown nowhere else
     */
    public record Request(String id, String method, String url) {}
}
