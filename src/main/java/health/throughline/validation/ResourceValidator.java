package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Decides whether a resource of right structure may be stored, and what its sender is told about it. */
public final class ResourceValidator {

    private final ProfileCheck profiles;
    private final ValidationProperties properties;
    private final ExpectedProfiles expected;
    private final List<ContentCheck> contents;
    private final BackgroundChecks background;

    ResourceValidator(
            ProfileCheck profiles,
            ValidationProperties properties,
            ExpectedProfiles expected,
            List<ContentCheck> contents,
            BackgroundChecks background) {
        this.profiles = profiles;
        this.properties = properties;
        this.expected = expected;
        this.contents = contents;
        this.background = background;
    }

    /**
     * What the sender is told beside the success.
     *
     * @param wanted whether the sender wants to know of findings that refuse nothing; without, those are looked for later
     * @throws Refusal UNPROCESSABLE with everything that keeps the resource from being stored
     */
    public List<Issue> check(ObjectNode resource, boolean wanted) {
        List<Issue> issues = new ArrayList<>();
        contents.stream()
                .filter(check ->
                        check.types().contains(resource.path("resourceType").asText("")))
                .forEach(check -> issues.addAll(check.check(resource)));
        boolean any = properties.ownProfiles() != Policy.OFF || properties.otherProfiles() != Policy.OFF;
        if (any) {
            profiles(resource, wanted, issues);
        }
        refuseErrors(issues);
        return issues;
    }

    private void profiles(ObjectNode resource, boolean wanted, List<Issue> issues) {
        ProfileChoice choice = ProfileChoice.of(resource, properties.ownProfiles(), expected, profiles::knows);
        issues.addAll(choice.unknown());
        if (!choice.own().isEmpty()) {
            apply(properties.ownProfiles(), resource, choice.own(), wanted, issues);
        }
        boolean r4Checked = !choice.own().isEmpty() && properties.ownProfiles() == Policy.ENFORCE;
        if (!choice.others().isEmpty() || !r4Checked) {
            apply(properties.otherProfiles(), resource, choice.others(), wanted, issues);
        }
    }

    private void apply(Policy policy, ObjectNode resource, List<String> against, boolean wanted, List<Issue> issues) {
        if (policy == Policy.ENFORCE) {
            issues.addAll(profiles.findings(resource, against));
        } else if (policy == Policy.WARN && wanted) {
            profiles.findings(resource, against).stream()
                    .map(ResourceValidator::asWarning)
                    .forEach(issues::add);
        } else if (policy == Policy.WARN) {
            background.offer(resource, against);
        }
    }

    private static Issue asWarning(Issue issue) {
        return new Issue(Issue.Severity.WARNING, issue.code(), issue.diagnostics(), issue.expression());
    }

    private static void refuseErrors(List<Issue> issues) {
        List<Issue> errors = issues.stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, errors);
        }
    }
}
