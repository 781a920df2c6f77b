package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The five parts of a discharge summary, each of what its author sees. */
@Component
final class DischargeSections {

    private static final String MOST = "200";

    private final HealthRecord record;

    DischargeSections(HealthRecord record) {
        this.record = record;
    }

    /** One part: its words, and the resources they are of. */
    record Section(String title, List<String> lines, List<ObjectNode> members) {}

    List<Section> of(Episode episode, Access access) {
        String patient = episode.patient().toString();
        Parameter of = new Parameter("patient", patient);
        Parameter active = new Parameter("status", "active");
        List<ObjectNode> medicines = new ArrayList<>(found("MedicationRequest", access, of, active));
        medicines.addAll(found("MedicationStatement", access, of, active));
        List<ObjectNode> contacts = new ArrayList<>(found("CareTeam", access, of, active));
        contacts.addAll(found("RelatedPerson", access, of, new Parameter("active", "true")));
        return List.of(
                new Section("Course", course(episode), List.of(episode.tree())),
                plans("Relapse-prevention plan", "relapse-prevention", of, access),
                plans("Aftercare", "aftercare", of, access),
                new Section("Medicines", lines(medicines), medicines),
                new Section("Contacts", lines(contacts), contacts));
    }

    private Section plans(String title, String type, Parameter patient, Access access) {
        List<ObjectNode> plans = found(
                "CarePlan",
                access,
                patient,
                new Parameter("status", "active"),
                new Parameter("category", Codes.url("plan-type") + "|" + type));
        List<String> lines = new ArrayList<>();
        for (ObjectNode plan : plans) {
            for (JsonNode activity : plan.path("activity")) {
                String what = activity.at("/detail/description").asText("");
                String when = activity.at("/detail/scheduledString").asText("");
                if (!what.isEmpty()) {
                    lines.add(when.isEmpty() ? what : what + ": " + when);
                }
            }
        }
        return new Section(title, lines, plans);
    }

    private static List<String> course(Episode episode) {
        List<String> lines = new ArrayList<>();
        lines.add("Enrolled on " + episode.start() + ", last day on " + episode.end());
        lines.add("Level of care: " + words(extension(episode, Episode.LEVEL)));
        lines.add("Ended: " + words(extension(episode, "discharge-reason")));
        for (JsonNode history : episode.tree().path("statusHistory")) {
            JsonNode level = Extensions.first(history, Canonicals.of("StructureDefinition", Episode.LEVEL));
            if (!level.isMissingNode()) {
                lines.add("From " + history.at("/period/start").asText("") + ": "
                        + words(level.path("valueCodeableConcept")));
            }
        }
        return lines;
    }

    private static JsonNode extension(Episode episode, String id) {
        return Extensions.first(episode.tree(), Canonicals.of("StructureDefinition", id))
                .path("valueCodeableConcept");
    }

    private static String words(JsonNode concept) {
        String text = concept.path("text").asText("");
        return text.isEmpty() ? concept.at("/coding/0/display").asText("not recorded") : text;
    }

    private static List<String> lines(List<ObjectNode> resources) {
        List<String> lines = new ArrayList<>();
        for (ObjectNode one : resources) {
            lines.add(
                    switch (one.path("resourceType").asText()) {
                        case "CareTeam" -> one.path("name").asText("Care team");
                        case "RelatedPerson" -> name(one.at("/name/0"));
                        default ->
                            words(one.path("medicationCodeableConcept")) + dosage(one.at("/dosageInstruction/0/text"));
                    });
        }
        return lines;
    }

    private static String dosage(JsonNode text) {
        return text.asText("").isEmpty() ? "" : ", " + text.asText();
    }

    private static String name(JsonNode name) {
        String text = name.path("text").asText("");
        String parts =
                name.at("/given/0").asText("") + " " + name.path("family").asText("");
        return text.isEmpty() ? parts.strip() : text;
    }

    private List<ObjectNode> found(String type, Access access, Parameter... parameters) {
        if (!access.may(Action.SEARCH, type)) {
            return List.of();
        }
        List<Parameter> asked = new ArrayList<>(List.of(parameters));
        asked.add(new Parameter("_count", MOST));
        var search = record.search();
        return search.search(search.parse(List.of(type), asked, false), null, access).matches().stream()
                .map(ResourceVersion::tree)
                .toList();
    }
}
