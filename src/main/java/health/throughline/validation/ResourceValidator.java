package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.fhir.terminology.Canonical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        issues.addAll(contents(resource));
        boolean any = properties.ownProfiles() != Policy.OFF || properties.otherProfiles() != Policy.OFF;
        if (any) {
            profiles(resource, wanted, issues);
        }
        refuseErrors(issues);
        return issues;
    }

    /**
     * Everything there is to say of a resource, whatever the policy: by R4's structure first, and when that is right by all
     * its profiles and contents.
     *
     * @param asked canonical URLs of profiles that it is held against besides those it claims
     * @param only whether its claims do not count
     */
    public List<Issue> examine(ObjectNode resource, List<String> asked, boolean only) {
        List<Issue> issues = new ArrayList<>(StructureCheck.issues(resource));
        if (!issues.isEmpty()) {
            issues.add(Issue.information("Profiles are looked at when the structure is right."));
            return issues;
        }
        Set<String> against = new LinkedHashSet<>();
        for (String profile : asked) {
            String url = Canonical.of(profile).url();
            if (profiles.knows(url)) {
                against.add(url);
            } else {
                issues.add(Issue.error(
                        "not-supported",
                        "The profile asked for is not known here; store its StructureDefinition.",
                        null));
            }
        }
        if (!only) {
            ProfileChoice choice = ProfileChoice.of(resource, properties.ownProfiles(), expected, profiles::knows);
            issues.addAll(choice.unknown());
            against.addAll(choice.own());
            against.addAll(choice.others());
        }
        issues.addAll(profiles.findings(resource, List.copyOf(against), true));
        issues.addAll(contents(resource));
        return issues;
    }

    private List<Issue> contents(ObjectNode resource) {
        String type = resource.path("resourceType").asText("");
        return contents.stream()
                .filter(check -> check.types().contains(type))
                .flatMap(check -> check.check(resource).stream())
                .toList();
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
