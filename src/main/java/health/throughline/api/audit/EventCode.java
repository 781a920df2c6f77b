package health.throughline.api.audit;

import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.store.trail.AuditLine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * AuditEvent.type, subtype and action of one kind of entry.
 *
 * @param subtype empty when the type says it all
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a>
 */
record EventCode(Code type, Optional<Code> subtype, String action) {

    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";

    private static final Code REST =
            new Code("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "Restful Operation");
    private static final Code SIGNING_IN = new Code(DICOM, "110114", "User Authentication");
    private static final Code ALERT = new Code(DICOM, "110113", "Security Alert");

    static final Code READ = interaction("read");
    static final Code VREAD = interaction("vread");
    static final Code UPDATE = interaction("update");
    static final Code PATCH = interaction("patch");

    private static final Map<Kind, EventCode> CODES = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.CREATE, of(REST, interaction("create"), "C")),
            Map.entry(Kind.READ, of(REST, READ, "R")),
            Map.entry(Kind.UPDATE, of(REST, UPDATE, "U")),
            Map.entry(Kind.DELETE, of(REST, interaction("delete"), "D")),
            Map.entry(Kind.QUERY, of(REST, interaction("search"), "E")),
            Map.entry(Kind.EXECUTE, of(REST, interaction("operation"), "E")),
            Map.entry(Kind.LOGIN, of(SIGNING_IN, new Code(DICOM, "110122", "Login"), "E")),
            Map.entry(Kind.LOGOUT, of(SIGNING_IN, new Code(DICOM, "110123", "Logout"), "E")),
            Map.entry(
                    Kind.TOKEN, of(SIGNING_IN, new Code("urn:ihe:event-type-code", "ITI-71", "Get Access Token"), "E")),
            Map.entry(
                    Kind.DISCLOSURE,
                    of(
                            new Code(DICOM, "110106", "Export"),
                            new Code(
                                    "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
                                    "disclose",
                                    "Disclose Record Lifecycle Event"),
                            "R")),
            Map.entry(Kind.CONSENT, new EventCode(new Code(DICOM, "110110", "Patient Record"), Optional.empty(), "U")),
            Map.entry(Kind.EMERGENCY, of(ALERT, new Code(DICOM, "110127", "Emergency Override Started"), "E")),
            Map.entry(
                    Kind.ADMINISTRATION,
                    of(ALERT, new Code(DICOM, "110137", "User Security Attributes Changed"), "E"))));

    /** A code with its system and what it says. */
    record Code(String system, String code, String display) {

        /** Whether a search value, {@code system|code} or a bare code, means it. */
        boolean is(String token) {
            int bar = token.indexOf('|');
            return bar < 0
                    ? code.equals(token)
                    : system.equals(token.substring(0, bar))
                            && (token.endsWith("|") || code.equals(token.substring(bar + 1)));
        }
    }

    private static EventCode of(Code type, Code subtype, String action) {
        return new EventCode(type, Optional.of(subtype), action);
    }

    private static Code interaction(String code) {
        return new Code(INTERACTION, code, code);
    }

    static EventCode of(Kind kind) {
        return Objects.requireNonNull(CODES.get(kind));
    }

    /** The subtype of one row: reading a version and patching have codes of their own. */
    static Optional<Code> subtype(Kind kind, AuditLine line) {
        if (kind == Kind.READ && line.request().url().contains("/_history/")) {
            return Optional.of(VREAD);
        }
        if (kind == Kind.UPDATE && line.request().method().equals("PATCH")) {
            return Optional.of(PATCH);
        }
        return of(kind).subtype();
    }

    /** The kinds whose type is any of {@code tokens}. */
    static List<Kind> ofType(List<String> tokens) {
        return List.of(Kind.values()).stream()
                .filter(kind -> tokens.stream().anyMatch(of(kind).type()::is))
                .toList();
    }

    /** The kinds whose action is any of {@code actions}. */
    static List<Kind> ofAction(List<String> actions) {
        return List.of(Kind.values()).stream()
                .filter(kind -> actions.contains(of(kind).action()))
                .toList();
    }

    /** The kinds of which a row may have this subtype. */
    static List<Kind> ofSubtype(String token) {
        return List.of(Kind.values()).stream()
                .filter(kind ->
                        of(kind).subtype().filter(code -> code.is(token)).isPresent()
                                || (kind == Kind.READ && VREAD.is(token))
                                || (kind == Kind.UPDATE && PATCH.is(token)))
                .toList();
    }
}
