package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.store.sql.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueType;

/** Holds resources against profiles, and says what does not fit: element, profile and remedy, and no values. */
public final class ProfileCheck {

    private final ValidatorPool validators;
    private final OwnCodes codes;
    private final Changes changes;
    private final AtomicLong generation = new AtomicLong();

    ProfileCheck(ValidatorPool validators, KnownCodes codes, Changes changes) {
        this.validators = validators;
        this.codes = new OwnCodes(codes);
        this.changes = changes;
        generation.set(generationNow());
    }

    private long generationNow() {
        return DefinitionSupport.types().stream().mapToLong(changes::of).sum();
    }

    /** Definitions may have been written since. */
    private void renewIfChanged() {
        long now = generationNow();
        if (generation.getAndSet(now) != now) {
            validators.renew();
        }
    }

    /** Whether {@code profile}, a canonical URL without a version, is known here. */
    public boolean knows(String profile) {
        return validators.knows(profile);
    }

    /**
     * What does not fit; claims in meta.profile count for nothing here.
     *
     * @param profiles those it is held against, all of them known; R4's own rules for its type when empty
     */
    public List<Issue> findings(ObjectNode resource, List<String> profiles) {
        return findings(resource, profiles, false);
    }

    /** @param answers whether a response is also held against its questionnaire */
    List<Issue> findings(ObjectNode resource, List<String> profiles, boolean answers) {
        renewIfChanged();
        List<ValidationMessage> messages =
                validators.validate(FhirJson.bytes(Claims.without(resource)), profiles, answers);
        Redaction redaction = new Redaction(resource);
        List<Issue> issues = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (!remark(message)) {
                issues.add(issue(message, redaction, profiles));
            }
        }
        issues.addAll(codes.unknown(resource));
        return issues;
    }

    private static boolean remark(ValidationMessage message) {
        return message.getLevel() == IssueSeverity.INFORMATION || message.getLevel() == IssueSeverity.NULL;
    }

    private static Issue issue(ValidationMessage message, Redaction redaction, List<String> profiles) {
        boolean error = message.getLevel() == IssueSeverity.ERROR || message.getLevel() == IssueSeverity.FATAL;
        String text = text(message, redaction);
        String diagnostics = (text.endsWith(".") ? text : text + ".") + (error ? remedy(profiles) : "");
        String code = message.getType() == null ? "invalid" : message.getType().toCode();
        return new Issue(
                error ? Issue.Severity.ERROR : Issue.Severity.WARNING, code, diagnostics, message.getLocation());
    }

    /** What a rule says is written in its profile, and quotes nothing of the resource. */
    private static String text(ValidationMessage message, Redaction redaction) {
        return message.getType() == IssueType.INVARIANT ? message.getMessage() : redaction.of(message.getMessage());
    }

    private static String remedy(List<String> profiles) {
        return profiles.isEmpty()
                ? " Mend this element: the rules of R4 for it are in its definition."
                : " Mend this element, or leave " + String.join(" and ", profiles) + " out of meta.profile.";
    }
}
