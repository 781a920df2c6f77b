package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.expression.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item of an instrument that holds a value: a question, or a score.
 *
 * @param code its codings
 * @param observed whether its value becomes an Observation
 * @param categories what that Observation is filed under besides surveys
 * @param profile what that Observation claims to be; empty for the profile of all such Observations
 * @param unit of its number, as a Coding; null when it has none
 * @param variables those of the items around it and its own, outermost first
 * @param calculation null for a question
 */
record InstrumentItem(
        String linkId,
        String text,
        List<JsonNode> code,
        boolean observed,
        List<JsonNode> categories,
        String profile,
        @Nullable JsonNode unit,
        List<Variable> variables,
        ScoreBands bands,
        @Nullable Calculation calculation) {

    boolean calculated() {
        return calculation != null;
    }

    Optional<Calculation> calculating() {
        return Optional.ofNullable(calculation);
    }

    /** The codes by which an Observation of it is known. */
    String name() {
        return code.isEmpty()
                ? linkId
                : code.get(0).path("system").asText("") + "|"
                        + code.get(0).path("code").asText("");
    }
}
