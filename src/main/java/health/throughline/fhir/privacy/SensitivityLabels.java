package health.throughline.fhir.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labelling service: gives what is written the security labels that its content calls for.
 *
 * @see <a href="https://hl7.org/fhir/uv/security-label-ds4p/">DS4P: security labeling service</a>
 */
public final class SensitivityLabels {

    private static final String PSYCHOTHERAPY = "psychotherapy-note-type";

    private final PrivacyRules rules;
    private final Set<String> psychotherapy = new HashSet<>();
    private final boolean wholeProgramme;
    private final String digest;

    /** @param wholeProgramme whether all that is recorded of anybody falls under 42 CFR Part 2 */
    public SensitivityLabels(ShippedDefinitions definitions, boolean wholeProgramme) {
        this.rules = PrivacyRules.of(definitions, PrivacyRules.SENSITIVITY);
        this.wholeProgramme = wholeProgramme;
        this.digest = PrivacyRules.digest(definitions) + wholeProgramme;
        definitions
                .find(new ResourceKey("ValueSet", PSYCHOTHERAPY))
                .orElseThrow(() -> new IllegalStateException("ValueSet " + PSYCHOTHERAPY + " is missing"))
                .path("compose")
                .path("include")
                .forEach(include -> include.path("concept")
                        .forEach(concept -> psychotherapy.add(include.path("system")
                                        .asText() + "|" + concept.path("code").asText())));
    }

    /**
     * {@code resource} with the labels it came with, those its content calls for, and, unless the writer may lower them,
     * those of the version it replaces; the resource itself when it has them all.
     *
     * @param previous the content it replaces; null when there is none or the writer may lower labels
     * @throws Refusal UNPROCESSABLE for a psychotherapy note (45 CFR 164.501): it does not belong into this record
     */
    public ObjectNode applied(ObjectNode resource, @Nullable ObjectNode previous) {
        refuseNotes(resource);
        Set<Label> labels = new LinkedHashSet<>();
        JsonNode given = resource.path("meta").path("security");
        given.forEach(coding -> labels.add(Label.of(coding)));
        int before = labels.size();
        labels.addAll(called(resource));
        if (previous != null) {
            previous.path("meta").path("security").forEach(coding -> labels.add(Label.of(coding)));
        }
        boolean lowered = highest(labels);
        return labels.size() == before && !lowered ? resource : labelled(resource, given, labels);
    }

    /** Differs when the rules do, those of labels and of the parts of the record. */
    public String digest() {
        return digest;
    }

    private Set<Label> called(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        if (OpenTypes.ALL.contains(type)) {
            return Set.of();
        }
        Set<Label> labels = type.equals("Bundle") ? inside(resource) : rules.of(resource);
        if (wholeProgramme) {
            labels.add(Label.RESTRICTED);
            labels.add(Label.PART2);
        }
        return labels;
    }

    /** The labels of a document, a message or a collection are those of what is in it (high-water mark). */
    private Set<Label> inside(ObjectNode bundle) {
        Set<Label> labels = new LinkedHashSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource") instanceof ObjectNode resource) {
                resource.path("meta").path("security").forEach(coding -> labels.add(Label.of(coding)));
                labels.addAll(called(resource));
            }
        }
        return labels;
    }

    /** Leaves of the degrees of confidentiality only the highest; tells whether one went. */
    private static boolean highest(Set<Label> labels) {
        int highest = labels.stream().mapToInt(Label::confidentiality).max().orElse(-1);
        return labels.removeIf(label -> label.confidentiality() >= 0 && label.confidentiality() < highest);
    }

    private static ObjectNode labelled(ObjectNode resource, JsonNode given, Set<Label> labels) {
        ObjectNode copy = resource.objectNode();
        resource.properties().forEach(child -> copy.set(child.getKey(), child.getValue()));
        ObjectNode meta = copy.path("meta") instanceof ObjectNode old ? old.deepCopy() : copy.objectNode();
        ArrayNode security = meta.arrayNode();
        Set<Label> left = new LinkedHashSet<>(labels);
        for (JsonNode coding : given) {
            if (left.remove(Label.of(coding))) {
                security.add(coding);
            }
        }
        left.forEach(label -> security.add(label.json()));
        meta.set("security", security);
        copy.set("meta", meta);
        return copy;
    }

    private void refuseNotes(ObjectNode resource) {
        for (String element : List.of("type", "category", "class")) {
            JsonNode value = resource.path(element);
            if (marksNote(value) || anyMarksNote(value)) {
                throw refused(resource, element);
            }
        }
        for (JsonNode coding : resource.path("meta").path("security")) {
            if (psychotherapy.contains(Label.of(coding).text())) {
                throw refused(resource, "meta.security");
            }
        }
    }

    private boolean anyMarksNote(JsonNode concepts) {
        for (JsonNode concept : concepts) {
            if (marksNote(concept)) {
                return true;
            }
        }
        return false;
    }

    private boolean marksNote(JsonNode concept) {
        for (JsonNode coding : concept.path("coding")) {
            if (psychotherapy.contains(Label.of(coding).text())) {
                return true;
            }
        }
        return false;
    }

    private static Refusal refused(ObjectNode resource, String element) {
        String type = resource.path("resourceType").asText();
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error(
                        Refusal.Reason.UNPROCESSABLE.issueCode(),
                        "Psychotherapy notes (45 CFR 164.501) are not kept in this record; keep them apart from it. A "
                                + "progress note is none: give it another type.",
                        type + "." + element)));
    }
}
