package health.throughline.fhir.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import java.util.List;

/**
 * One coding of {@code meta.security}.
 *
 * @see <a href="https://hl7.org/fhir/R4/security-labels.html">R4 security labels</a>
 */
public record Label(String system, String code) {

    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String OWN = Canonicals.of("CodeSystem", "privacy-label");
    private static final List<String> LEVELS = List.of("U", "L", "M", "N", "R", "V");

    /** The resource falls under 42 CFR Part 2. */
    public static final Label PART2 = new Label(ACT_CODE, "42CFRPart2");

    /** Restricted. */
    public static final Label RESTRICTED = new Label(CONFIDENTIALITY, "R");

    /** No redisclosure without consent. */
    public static final Label NO_REDISCLOSURE = new Label(ACT_CODE, "NORDSCLCD");

    /** Carries the notice that redisclosure is prohibited (42 CFR 2.32). */
    public static final Label REDISCLOSURE_NOTICE = new Label(ACT_CODE, "RedisclosureProhibitionMark");

    /** The client keeps it to themselves. */
    public static final Label CLIENT_PRIVATE = new Label(OWN, "client-private");

    /** For the team only. */
    public static final Label STAFF_ONLY = new Label(OWN, "staff-only");

    /** A substance use disorder counseling note. */
    public static final Label COUNSELING_NOTE = new Label(OWN, "sud-counseling-note");

    /** Abuse and violence at home. */
    public static final Label VIOLENCE = new Label(ACT_CODE, "SDV");

    /** Not to the client, family or carers without the clinician's leave. */
    public static final Label NOT_TO_CLIENT = new Label(ACT_CODE, "NOPAT");

    public static Label of(JsonNode coding) {
        return new Label(coding.path("system").asText(""), coding.path("code").asText(""));
    }

    /** As the index keeps it. */
    public String text() {
        return system + "|" + code;
    }

    /** How confidential it says something is, from 0; -1 when it says nothing of that. */
    int confidentiality() {
        return system.equals(CONFIDENTIALITY) ? LEVELS.indexOf(code) : -1;
    }

    ObjectNode json() {
        return FhirJson.object().put("system", system).put("code", code);
    }
}
