package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.record.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Marks the day on which a client first had a finished plan: a step worth celebrating, and asked for before discharge. */
final class PlanMilestone {

    private static final String PROFILE = Canonicals.of("StructureDefinition", "iop-milestone");

    private PlanMilestone() {}

    /** Written once for a client, however often they finish a plan. */
    static Change of(ResourceKey patient) {
        ObjectNode milestone = FhirJson.object().put("resourceType", "Observation");
        milestone.putObject("meta").putArray("profile").add(PROFILE);
        milestone.put("status", "final");
        milestone
                .putArray("category")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/observation-category")
                .put("code", "survey")
                .put("display", "Survey");
        milestone.set("code", Codes.concept("finding", "milestone", "Milestone"));
        milestone.putObject("subject").put("reference", patient.toString());
        milestone.put(
                "effectiveDateTime",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        milestone.putArray("performer").addObject().put("reference", patient.toString());
        milestone.set("valueCodeableConcept", Codes.concept("recovery-milestone", "plan-finalised", "Plan finished"));
        String condition = "subject=" + patient + "&value-concept=" + Canonicals.of("CodeSystem", "recovery-milestone")
                + "%7Cplan-finalised&status=final";
        return new Change.Create(Change.Target.where("Observation", condition), milestone);
    }
}
