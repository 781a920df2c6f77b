package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import java.time.LocalDate;
import java.util.Set;

/** An enrolment: an EpisodeOfCare as the programme reads it and changes it. */
final class Episode {

    static final String ALUMNI = "alumni";
    static final String TRACK = "program-track";
    static final String LEVEL = "level-of-care";

    private static final Set<String> OPEN = Set.of("planned", "waitlist", "active", "onhold");

    private final ObjectNode tree;

    Episode(ObjectNode tree) {
        this.tree = tree;
    }

    ObjectNode tree() {
        return tree;
    }

    ResourceKey key() {
        return new ResourceKey("EpisodeOfCare", tree.path("id").asText());
    }

    ResourceKey patient() {
        return ResourceKey.ofPatient(tree.path("patient").path("reference").asText(""))
                .orElseThrow(() -> new IllegalStateException("An EpisodeOfCare without a Patient"));
    }

    String status() {
        return tree.path("status").asText();
    }

    boolean open() {
        return OPEN.contains(status());
    }

    boolean finished() {
        return status().equals("finished");
    }

    String track() {
        return Codes.first(tree.path("type"), TRACK);
    }

    boolean alumni() {
        return track().equals(ALUMNI);
    }

    String level() {
        return Codes.of(extension(LEVEL).path("valueCodeableConcept"), LEVEL);
    }

    /** First day, as it is written; empty when it says none. */
    String start() {
        return day("start");
    }

    /** Last day, as it is written; empty when it says none. */
    String end() {
        return day("end");
    }

    private String day(String side) {
        String text = tree.path("period").path(side).asText("");
        return text.substring(0, Math.min(10, text.length()));
    }

    private JsonNode extension(String id) {
        return Extensions.first(tree, Canonicals.of("StructureDefinition", id));
    }

    /** Sets an extension that occurs once. */
    Episode extension(String id, ObjectNode concept) {
        String url = Canonicals.of("StructureDefinition", id);
        ArrayNode extensions = tree.withArray("extension");
        for (int i = extensions.size() - 1; i >= 0; i--) {
            if (Extensions.is(extensions.get(i), url)) {
                extensions.remove(i);
            }
        }
        extensions.addObject().put("url", url).set("valueCodeableConcept", concept);
        return this;
    }

    /** Moves to {@code status} on {@code day}; the history keeps from when to when each one held. */
    ObjectNode status(String status, LocalDate day) {
        ArrayNode history = tree.withArray("statusHistory");
        if (history.isEmpty()) {
            ObjectNode before = history.addObject().put("status", status());
            before.putObject("period").put("start", start());
        }
        tree.put("status", status);
        closed(history, day);
        ObjectNode next = history.addObject().put("status", status);
        next.putObject("period").put("start", day.toString());
        return next;
    }

    private static void closed(ArrayNode history, LocalDate day) {
        JsonNode last = history.get(history.size() - 1).path("period");
        if (last instanceof ObjectNode period && !period.has("end")) {
            String from = period.path("start").asText("");
            period.put("end", from.compareTo(day.toString()) > 0 ? from : day.toString());
        }
    }
}
