package health.throughline.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import java.util.List;

/** An OperationOutcome made of issues. */
public record Outcomes(List<Issue> issues) {

    public static Outcomes of(Issue issue) {
        return new Outcomes(List.of(issue));
    }

    public ObjectNode json() {
        ObjectNode outcome = FhirJson.object();
        outcome.put("resourceType", "OperationOutcome");
        ArrayNode all = outcome.putArray("issue");
        for (Issue issue : issues) {
            ObjectNode one = all.addObject();
            one.put("severity", issue.severity().code());
            one.put("code", issue.code());
            one.put("diagnostics", issue.diagnostics());
            if (issue.expression() != null) {
                one.putArray("expression").add(issue.expression());
            }
        }
        return outcome;
    }
}
