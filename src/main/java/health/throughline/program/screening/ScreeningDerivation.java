package health.throughline.program.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.record.Change;
import health.throughline.record.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stores with a completed response its scores and observed answers. An amendment writes them anew under the same ids; what
 * a response no longer says is marked as entered in error, and so is all of it when the response ends.
 */
final class ScreeningDerivation implements Derivation {

    private static final Set<String> TELLING = Set.of("completed", "amended");
    private static final Set<String> UNFINISHED = Set.of("in-progress", "");

    private final Instruments instruments;
    private final Function<String, String> genders;

    /** @param genders of the Patient with this reference; empty when not known */
    ScreeningDerivation(Instruments instruments, Function<String, String> genders) {
        this.instruments = instruments;
        this.genders = genders;
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    @Override
    public Derived derive(Accepted accepted) {
        Optional<ObjectNode> previous = accepted.previous();
        String status = previous.filter(before -> !UNFINISHED.contains(status(before)))
                .map(before -> "amended")
                .orElse("final");
        List<Issue> issues = new ArrayList<>();
        ObjectNode resource = accepted.resource();
        Map<ResourceKey, ObjectNode> now =
                resource == null ? Map.of() : observations(accepted.key(), resource, status, issues);
        List<Change> changes = new ArrayList<>();
        now.forEach((key, observation) -> changes.add(new Change.Update(Change.Target.of(key), observation, null)));
        previous.ifPresent(before -> {
            Map<ResourceKey, ObjectNode> gone =
                    observations(accepted.key(), before, "entered-in-error", new ArrayList<>());
            gone.keySet().removeAll(now.keySet());
            gone.forEach(
                    (key, observation) -> changes.add(new Change.Update(Change.Target.of(key), observation, null)));
        });
        return changes.isEmpty() && issues.isEmpty() ? Derived.NOTHING : new Derived(changes, issues);
    }

    private static String status(ObjectNode response) {
        return response.path("status").asText("");
    }

    private Map<ResourceKey, ObjectNode> observations(
            ResourceKey key, ObjectNode response, String status, List<Issue> issues) {
        String whole = status.equals("final") && status(response).equals("amended") ? "amended" : status;
        if (!TELLING.contains(status(response))) {
            return Map.of();
        }
        return instruments
                .find(AnsweredForm.canonical(response))
                .filter(Instrument::yields)
                .map(instrument -> {
                    ScoredResponse scored = ScoredResponse.of(instrument, key, response, gender(instrument, response));
                    issues.addAll(scored.issues());
                    return scored.observations(whole);
                })
                .orElseGet(Map::of);
    }

    private String gender(Instrument instrument, ObjectNode response) {
        return instrument.bandsByGender()
                ? genders.apply(response.path("subject").path("reference").asText(""))
                : "";
    }
}
