package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.record.Change;
import health.throughline.record.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stores with a completed response to one of our own forms what its templates make of it. An amendment writes only what it
 * changes: what became of the rest since then, by other hands, stays.
 */
final class ExtractionDerivation implements Derivation {

    private static final Set<String> TELLING = Set.of("completed", "amended");

    private final ResponseExtraction extraction;
    private final Definitions definitions;
    private final Predicate<String> ours;

    /** @param ours whether the Questionnaire with this canonical URL ships with the server */
    ExtractionDerivation(ResponseExtraction extraction, Definitions definitions, Predicate<String> ours) {
        this.extraction = extraction;
        this.definitions = definitions;
        this.ours = ours;
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    @Override
    public Derived derive(Accepted accepted) {
        List<Issue> issues = new ArrayList<>();
        ObjectNode resource = accepted.resource();
        Map<ResourceKey, ObjectNode> now = resource == null ? Map.of() : extracted(accepted.key(), resource, issues);
        Map<ResourceKey, ObjectNode> before = accepted.previous()
                .map(previous -> extracted(accepted.key(), previous, new ArrayList<>()))
                .orElseGet(Map::of);
        List<Change> changes = new ArrayList<>();
        now.forEach((key, one) -> {
            if (!one.equals(before.get(key))) {
                changes.add(new Change.Update(Change.Target.of(key), one, null));
            }
        });
        before.forEach((key, one) -> {
            if (!now.containsKey(key)) {
                changes.add(Withdrawal.of(key, one));
            }
        });
        return changes.isEmpty() && issues.isEmpty() ? Derived.NOTHING : new Derived(changes, issues);
    }

    private Map<ResourceKey, ObjectNode> extracted(ResourceKey key, ObjectNode response, List<Issue> issues) {
        if (!TELLING.contains(response.path("status").asText(""))) {
            return Map.of();
        }
        Optional<ObjectNode> questionnaire = questionnaire(response).filter(extraction::yields);
        if (questionnaire.isEmpty()) {
            return Map.of();
        }
        Extraction run = extraction.run(questionnaire.get(), key, response);
        issues.addAll(run.issues());
        Map<ResourceKey, ObjectNode> settled = new Addresses(key).settled(run.extracted());
        JsonNode labels = response.path("meta").path("security");
        settled.values().forEach(one -> label(one, labels));
        return settled;
    }

    private Optional<ObjectNode> questionnaire(ObjectNode response) {
        Canonical canonical = Canonical.of(AnsweredForm.canonical(response));
        return ours.test(canonical.url()) ? definitions.find("Questionnaire", canonical) : Optional.empty();
    }

    /** What is made of something confidential is confidential. */
    static void label(ObjectNode resource, JsonNode labels) {
        if (!labels.isEmpty()) {
            ArrayNode own = resource.withObject("/meta").withArray("/security");
            labels.forEach(own::add);
        }
    }
}
