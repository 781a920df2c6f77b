package health.throughline.program.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is open: tasks that answer alerts, and the alerts they are about. */
final class OpenAlerts {

    static final String ANSWER = "alert-response";
    static final String WATCH = "watch";

    /** Of a Task that somebody still has to do. */
    private static final String OPEN = "requested,received,accepted,ready,in-progress,on-hold";

    /** An open task and the alerts that it answers. */
    record Owed(ObjectNode task, List<ObjectNode> alerts) {

        ResourceKey key() {
            return new ResourceKey("Task", task.path("id").asText());
        }

        boolean watch() {
            return Codes.of(task.path("code"), "task-code").equals(WATCH);
        }
    }

    private final Lookups lookups;

    OpenAlerts(Lookups lookups) {
        this.lookups = lookups;
    }

    /** The open tasks about alerts of {@code patient}. */
    List<Owed> of(ResourceKey patient) {
        String system = Canonicals.of("CodeSystem", "task-code");
        List<Owed> all = new ArrayList<>();
        for (ObjectNode task : lookups.all(
                "Task",
                new Parameter("patient", patient.toString()),
                new Parameter("code", system + "|" + ANSWER + "," + system + "|" + WATCH),
                new Parameter("status", OPEN))) {
            all.add(new Owed(task, alerts(task)));
        }
        return all;
    }

    /** The open tasks that answer {@code alert}. */
    List<Owed> answering(ResourceKey alert, ResourceKey patient) {
        return of(patient).stream()
                .filter(owed -> concerns(owed.task()).contains(alert))
                .toList();
    }

    private List<ObjectNode> alerts(ObjectNode task) {
        return concerns(task).stream().flatMap(key -> find(key).stream()).toList();
    }

    /** The alerts that {@code task} is about: its focus, and of a watch those that came later. */
    static Set<ResourceKey> concerns(JsonNode task) {
        Set<ResourceKey> keys = new LinkedHashSet<>();
        ResourceKey.of(task.path("focus").path("reference").asText("")).ifPresent(keys::add);
        for (JsonNode input : task.path("input")) {
            ResourceKey.of(input.path("valueReference").path("reference").asText(""))
                    .filter(key -> key.type().equals("DetectedIssue"))
                    .ifPresent(keys::add);
        }
        return keys;
    }

    Optional<ObjectNode> find(ResourceKey key) {
        return lookups.read(key);
    }
}
