package health.throughline.record.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a consent to disclose must say before anything may leave by it.
 *
 * @see <a href="https://www.ecfr.gov/current/title-42/section-2.31">42 CFR 2.31(a)</a>
 */
public final class Completeness {

    private static final Set<String> TREATMENT_PAYMENT_OPERATIONS = Set.of("TREAT", "HPAYMT", "HOPERAT");

    private Completeness() {}

    /** What {@code consent} lacks; empty when it is complete. */
    public static List<Issue> lacking(ObjectNode consent) {
        List<Issue> lacking = new ArrayList<>();
        JsonNode provision = consent.path("provision");
        need(consent, "patient", "whose record it is about", lacking);
        need(consent, "dateTime", "when it was signed", lacking);
        need(consent, "performer", "who signed it", lacking);
        need(consent, "organization", "who may disclose", lacking);
        if (List.of("sourceReference", "sourceAttachment", "verification").stream()
                .noneMatch(consent::has)) {
            lacking.add(issue("sourceReference", "the signed form, or verification, how the signature was checked"));
        }
        need(consent, "provision", "what it permits", lacking);
        if (provision.isObject()) {
            provision(provision, lacking);
        }
        return lacking;
    }

    private static void provision(JsonNode provision, List<Issue> lacking) {
        Set<String> purposes = new HashSet<>();
        provision
                .path("purpose")
                .forEach(purpose -> purposes.add(purpose.path("code").asText()));
        boolean general = purposes.containsAll(TREATMENT_PAYMENT_OPERATIONS);
        if (provision.path("actor").isEmpty()) {
            lacking.add(issue("provision.actor", "who may receive, by name or by class"));
        }
        if (purposes.isEmpty()) {
            lacking.add(issue("provision.purpose", "what for"));
        }
        boolean says =
                List.of("code", "class", "securityLabel", "data").stream().anyMatch(provision::has);
        if (!says && !general) {
            lacking.add(issue("provision.code", "what may be shared"));
        }
        if (!provision.path("period").hasNonNull("end") && !general) {
            lacking.add(issue("provision.period.end", "until when it holds"));
        }
    }

    private static void need(ObjectNode consent, String element, String meaning, List<Issue> lacking) {
        JsonNode value = consent.path(element);
        if (value.isMissingNode() || value.isEmpty() && !value.isValueNode()) {
            lacking.add(issue(element, meaning));
        }
    }

    private static Issue issue(String element, String meaning) {
        return Issue.error(
                "required",
                "A consent to disclose says " + meaning + " (42 CFR 2.31); add " + element + ".",
                "Consent." + element);
    }
}
