package health.throughline.record.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * To whom data would go, and what for.
 *
 * @param references by which provisions name them: {@code RelatedPerson/1}; of an organization, those it is part of, too
 * @param identifiers by which provisions name software: client ids
 * @param purposes codes of v3-ActReason, any of which they ask for
 */
public record Recipient(Set<String> references, Set<String> identifiers, Set<String> purposes) {

    /** Whether a provision with these actors is about them; one without is about everybody. */
    boolean isAmong(JsonNode actors) {
        if (actors.isEmpty()) {
            return true;
        }
        for (JsonNode actor : actors) {
            JsonNode reference = actor.path("reference");
            String named = reference.path("reference").asText("");
            if (references.contains(named)
                    || identifiers.contains(
                            reference.path("identifier").path("value").asText(""))) {
                return true;
            }
        }
        return false;
    }

    boolean asksFor(JsonNode allowed) {
        if (allowed.isEmpty()) {
            return true;
        }
        for (JsonNode purpose : allowed) {
            if (purposes.contains(purpose.path("code").asText())) {
                return true;
            }
        }
        return false;
    }
}
