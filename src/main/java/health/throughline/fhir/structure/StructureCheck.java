package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import java.util.List;

/** Whether a tree is a resource as R4 defines it: elements, number, form, datatypes, required codes. */
public final class StructureCheck {

    private StructureCheck() {}

    /** @throws Refusal INVALID with every problem found, at most {@value Findings#LIMIT} of them */
    public static void check(ObjectNode resource) {
        List<Issue> issues = issues(resource);
        if (!issues.isEmpty()) {
            throw new Refusal(Refusal.Reason.INVALID, issues);
        }
    }

    /** For callers that gather issues instead of refusing. */
    public static List<Issue> issues(ObjectNode resource) {
        Findings findings = new Findings();
        AnyResource.checkTyped(resource, Place.root(AnyResource.typeOf(resource)), findings);
        return findings.issues();
    }
}
