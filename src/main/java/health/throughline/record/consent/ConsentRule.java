package health.throughline.record.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.privacy.Label;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.consent.Selection.Condition;
import health.throughline.record.consent.Selection.Dimension;
import health.throughline.record.consent.Selections.Denial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One Consent, read: what its provisions permit and deny to one recipient for one purpose at one moment.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">R4 Consent</a>
 */
public final class ConsentRule {

    private static final String TYPES = "http://hl7.org/fhir/resource-types";
    private static final Set<String> SHARING = Set.of("access", "disclose", "use");

    private final ObjectNode consent;
    private final Recipient recipient;
    private final Instant now;
    private final List<Selection> permitted = new ArrayList<>();
    private final List<Denial> denied = new ArrayList<>();

    private ConsentRule(ObjectNode consent, Recipient recipient, Instant now) {
        this.consent = consent;
        this.recipient = recipient;
        this.now = now;
    }

    /** What {@code consent} says to {@code recipient} at {@code now}; nothing when it is not in force or about others. */
    public static ConsentRule of(ObjectNode consent, Recipient recipient, Instant now) {
        ConsentRule rule = new ConsentRule(consent, recipient, now);
        JsonNode root = consent.path("provision");
        if (consent.path("status").asText().equals("active") && root.isObject() && rule.applies(root)) {
            rule.root(root);
        }
        return rule;
    }

    /**
     * Whether {@code consent} is about sharing data, and not about treatment, research or directives. One that does not say
     * so permits nothing; unless it says otherwise, its denials count.
     */
    public static boolean aboutPrivacy(JsonNode consent, boolean denies) {
        JsonNode codings = consent.path("scope").path("coding");
        for (JsonNode coding : codings) {
            if (coding.path("code").asText().equals("patient-privacy")) {
                return true;
            }
        }
        return denies && codings.isEmpty();
    }

    private void root(JsonNode root) {
        boolean denies = root.path("type").asText("permit").equals("deny");
        if (!aboutPrivacy(consent, denies)) {
            return;
        }
        Selection what = selection(root, denies);
        if (denies) {
            List<Selection> exceptions = exceptions(root, what);
            denied.add(new Denial(what, exceptions));
            permitted.addAll(exceptions);
        } else if (tellable(root)) {
            permitted.addAll(Selections.without(List.of(what), nestedDenials(root)));
        }
    }

    /** Of a permission, the exceptions deny; of a denial, they permit (R4 Consent.provision.provision). */
    private List<Denial> nestedDenials(JsonNode provision) {
        List<Denial> denials = new ArrayList<>();
        for (JsonNode nested : provision.path("provision")) {
            if (applies(nested)) {
                Selection what = selection(nested, true);
                denials.add(new Denial(what, exceptions(nested, what)));
            }
        }
        return denials;
    }

    private List<Selection> exceptions(JsonNode denial, Selection within) {
        List<Selection> exceptions = new ArrayList<>();
        for (JsonNode nested : denial.path("provision")) {
            if (applies(nested) && tellable(nested)) {
                Selection what = within.and(selection(nested, false));
                exceptions.addAll(Selections.without(List.of(what), nestedDenials(nested)));
            }
        }
        return exceptions;
    }

    /** Whether the provision is in force and about this recipient, purpose and about sharing. */
    private boolean applies(JsonNode provision) {
        return ConsentPeriod.of(provision.path("period")).contains(now)
                && recipient.isAmong(provision.path("actor"))
                && recipient.asksFor(provision.path("purpose"))
                && sharing(provision.path("action"));
    }

    private static boolean sharing(JsonNode actions) {
        if (actions.isEmpty()) {
            return true;
        }
        for (JsonNode action : actions) {
            for (JsonNode coding : action.path("coding")) {
                if (SHARING.contains(coding.path("code").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether rows tell what the provision is about. Single resources and the time of the data do not show in rows: what is
     * permitted of these only is not permitted, what is denied of these is denied wholly.
     */
    private static boolean tellable(JsonNode provision) {
        return !provision.has("data") && !provision.has("dataPeriod");
    }

    /** @param denied what cannot be told from rows widens a denial rather than empty it */
    private static Selection selection(JsonNode provision, boolean denied) {
        Selection selection = Selection.EVERYTHING;
        Set<String> types = new HashSet<>();
        provision.path("class").forEach(coding -> {
            if (coding.path("system").asText(TYPES).equals(TYPES)) {
                types.add(coding.path("code").asText());
            }
        });
        boolean classed = types.size() == provision.path("class").size();
        if (!provision.path("class").isEmpty() && (classed || !denied)) {
            selection = selection.and(new Condition(Dimension.TYPE, types, false));
        }
        Set<String> parts = new HashSet<>();
        provision.path("code").forEach(concept -> concept.path("coding").forEach(coding -> parts.add(part(coding))));
        boolean coded = true;
        for (JsonNode concept : provision.path("code")) {
            coded &= !concept.path("coding").isEmpty();
        }
        if (!provision.path("code").isEmpty() && (coded || !denied)) {
            selection = selection.and(new Condition(Dimension.LABEL, parts, false));
        }
        Set<String> labels = new HashSet<>();
        provision
                .path("securityLabel")
                .forEach(coding -> labels.add(Label.of(coding).text()));
        return labels.isEmpty() ? selection : selection.and(new Condition(Dimension.LABEL, labels, false));
    }

    private static String part(JsonNode coding) {
        boolean own = coding.path("system").asText().equals(Canonicals.of("CodeSystem", "consent-category"));
        String code = coding.path("code").asText();
        return own
                ? RowLabels.share(code)
                : RowLabels.category(coding.path("system").asText() + "|" + code);
    }

    /** Its id. */
    public String id() {
        return consent.path("id").asText();
    }

    /** Whether it is about substance use disorder counseling notes, and so about nothing else (42 CFR 2.31(b)). */
    public boolean aboutCounselingNotes() {
        for (JsonNode label : consent.path("provision").path("securityLabel")) {
            if (Label.of(label).equals(Label.COUNSELING_NOTE)) {
                return true;
            }
        }
        return false;
    }

    public List<Selection> permitted() {
        return permitted;
    }

    public List<Denial> denied() {
        return denied;
    }
}
