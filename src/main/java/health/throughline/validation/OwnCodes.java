package health.throughline.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.CodeCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds codes that claim to be of a code system of ours and are not: HL7's validator lets them pass wherever a binding
 * leaves room for codes of others.
 */
final class OwnCodes {

    private static final String OURS = Canonicals.of("CodeSystem", "");

    private final KnownCodes codes;

    OwnCodes(KnownCodes codes) {
        this.codes = codes;
    }

    /** An error for each of them. */
    List<Issue> unknown(ObjectNode resource) {
        List<Issue> issues = new ArrayList<>();
        walk(resource, resource.path("resourceType").asText(), issues);
        return issues;
    }

    private void walk(JsonNode node, String path, List<Issue> issues) {
        if (node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                walk(node.path(at), path + "[" + at + "]", issues);
            }
            return;
        }
        check(node, path, issues);
        node.properties().forEach(child -> walk(child.getValue(), path + "." + child.getKey(), issues));
    }

    private void check(JsonNode coding, String path, List<Issue> issues) {
        String system = coding.path("system").asText("");
        if (system.startsWith(OURS) && coding.path("code").isTextual()) {
            CodeCheck check = codes.check(null, system, coding.path("code").asText());
            if (check.known() && !check.valid()) {
                String text = "There is no such code in " + system + ". Use one of its codes, or text alone.";
                issues.add(Issue.error("code-invalid", text, path));
            }
        }
    }
}
