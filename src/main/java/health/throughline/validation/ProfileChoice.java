package health.throughline.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The profiles a resource is held against, by what follows from a finding.
 *
 * @param own claimed ones of the programme
 * @param others claimed ones of others, and the one that is expected of its type
 * @param unknown what is to be said of claims that name no profile known here
 */
record ProfileChoice(List<String> own, List<String> others, List<Issue> unknown) {

    static ProfileChoice of(ObjectNode resource, Policy ownPolicy, ExpectedProfiles expected, Predicate<String> known) {
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<Issue> unknown = new ArrayList<>();
        String type = resource.path("resourceType").asText("");
        int index = 0;
        for (JsonNode claim : resource.path("meta").path("profile")) {
            String profile = claim.asText("");
            boolean ours = profile.startsWith(Canonicals.BASE + "/");
            if (known.test(Canonical.of(profile).url())) {
                (ours ? own : others).add(Canonical.of(profile).url());
            } else {
                unknown.add(unknown(type, index, ours && ownPolicy == Policy.ENFORCE));
            }
            index++;
        }
        if (own.isEmpty()) {
            expected.of(type).ifPresent(others::add);
        }
        return new ProfileChoice(List.copyOf(own), List.copyOf(others), List.copyOf(unknown));
    }

    private static Issue unknown(String type, int index, boolean refused) {
        String at = type + ".meta.profile[" + index + "]";
        return refused
                ? Issue.error(
                        "not-found",
                        "The programme has no such profile; GET [base]/StructureDefinition lists them.",
                        at)
                : new Issue(
                        Issue.Severity.WARNING,
                        "not-found",
                        "This profile is not known here, so nothing was checked by it; store its StructureDefinition.",
                        at);
    }
}
