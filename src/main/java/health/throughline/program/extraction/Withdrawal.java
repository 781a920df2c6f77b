package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import java.util.Set;

/** Takes back what a response no longer says: it stays readable, and says that it was an error. */
final class Withdrawal {

    private static final String ERROR = "entered-in-error";
    private static final Set<String> BY_STATUS = Set.of(
            "Appointment",
            "CarePlan",
            "CareTeam",
            "Communication",
            "CommunicationRequest",
            "Consent",
            "DetectedIssue",
            "DocumentReference",
            "Encounter",
            "EpisodeOfCare",
            "Flag",
            "List",
            "MedicationStatement",
            "Observation",
            "Procedure",
            "RiskAssessment",
            "ServiceRequest",
            "Task");
    private static final Set<String> BY_VERIFICATION = Set.of("Condition", "AllergyIntolerance");
    private static final Set<String> BY_ACTIVITY =
            Set.of("RelatedPerson", "Patient", "Practitioner", "PractitionerRole", "Organization", "HealthcareService");

    private Withdrawal() {}

    /** @param resource as it was derived */
    static Change of(ResourceKey key, ObjectNode resource) {
        String type = key.type();
        if (BY_STATUS.contains(type)) {
            resource.put("status", ERROR);
        } else if (type.equals("Goal")) {
            resource.put("lifecycleStatus", ERROR);
        } else if (BY_VERIFICATION.contains(type)) {
            resource.remove("clinicalStatus");
            resource.putObject("verificationStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", system(type))
                    .put("code", ERROR);
        } else if (BY_ACTIVITY.contains(type)) {
            resource.put("active", false);
        } else {
            return new Change.Delete(Change.Target.of(key), null, false);
        }
        return new Change.Update(Change.Target.of(key), resource, null);
    }

    private static String system(String type) {
        return "http://terminology.hl7.org/CodeSystem/"
                + (type.equals("Condition") ? "condition-ver-status" : "allergyintolerance-verification");
    }
}
