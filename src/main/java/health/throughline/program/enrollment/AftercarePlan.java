package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Drafts what continues after the programme; the team makes it the client's own. */
@Component
final class AftercarePlan {

    private static final String ASSESS_PLAN = "http://hl7.org/fhir/us/core/CodeSystem/careplan-category";

    private final ClientRecord record;
    private final Codes codes;

    AftercarePlan(ClientRecord record, Codes codes) {
        this.record = record;
        this.codes = codes;
    }

    ObjectNode of(Episode episode, LocalDate day, Access access) {
        ObjectNode plan = FhirJson.object().put("resourceType", "CarePlan");
        plan.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-aftercare-plan"));
        plan.put("status", "active").put("intent", "plan").put("title", "Aftercare plan");
        ArrayNode categories = plan.putArray("category");
        categories
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", ASSESS_PLAN)
                .put("code", "assess-plan");
        categories.add(codes.concept("plan-type", "aftercare"));
        plan.putObject("subject").put("reference", episode.patient().toString());
        plan.putObject("period").put("start", day.toString());
        ResourceKey user = access.rights().caller().user().resource();
        if (user != null) {
            plan.putObject("author").put("reference", user.toString());
        }
        episode.tree().path("team").forEach(team -> plan.withArray("careTeam").add(team.deepCopy()));
        List<String> words = new ArrayList<>();
        steps(episode).forEach((what, when) -> {
            words.add(what + ": " + when);
            step(plan.withArray("activity").addObject().putObject("detail"), what, when);
        });
        for (ObjectNode appointment : booked(episode.patient(), day)) {
            words.add("Session on " + appointment.path("start").asText().substring(0, 10));
            plan.withArray("activity")
                    .addObject()
                    .putObject("reference")
                    .put("reference", ClientRecord.key(appointment).toString());
        }
        plan.set("text", DischargeText.narrative(words));
        return plan;
    }

    /** What with when. */
    private static Map<String, String> steps(Episode episode) {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("A call from the team", "within a week");
        steps.put("A second call from the team", "within a month");
        steps.put("Look at the relapse-prevention plan", "every month, and whenever a warning sign shows");
        if (!episode.alumni()) {
            steps.put("Alumni group and check-ins", "from now on, for those who opt in");
        }
        return steps;
    }

    private void step(ObjectNode detail, String what, String when) {
        detail.set("code", codes.concept("plan-section", "follow-up"));
        detail.put("status", "not-started").put("scheduledString", when).put("description", what);
    }

    private List<ObjectNode> booked(ResourceKey patient, LocalDate day) {
        return record.all(
                "Appointment",
                new Parameter("patient", patient.toString()),
                new Parameter("status", "booked"),
                new Parameter("date", "gt" + day));
    }
}
