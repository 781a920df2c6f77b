package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.expression.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/**
 * A Questionnaire or one of its items, with what answers it.
 *
 * @param definition the Questionnaire or its item
 * @param answered the response, or one of its items
 * @param name where it stands in the response: the link ids and numbers on the way
 */
record Occurrence(JsonNode definition, Base answered, String name, Scope scope) {

    /** The instances of {@code item}, an item of this one's definition, that say something. */
    List<QuestionnaireResponseItemComponent> instances(JsonNode item) {
        String linkId = item.path("linkId").asText();
        return children()
                .filter(child -> linkId.equals(child.getLinkId()))
                .filter(Occurrence::says)
                .toList();
    }

    private Stream<QuestionnaireResponseItemComponent> children() {
        if (answered instanceof QuestionnaireResponse response) {
            return response.getItem().stream();
        }
        List<QuestionnaireResponseItemComponent> all = new ArrayList<>();
        if (answered instanceof QuestionnaireResponseItemComponent item) {
            all.addAll(item.getItem());
            item.getAnswer().forEach(answer -> all.addAll(answer.getItem()));
        }
        return all.stream();
    }

    private static boolean says(QuestionnaireResponseItemComponent item) {
        return item.getAnswer().stream()
                        .anyMatch(answer ->
                                answer.hasValue() || answer.getItem().stream().anyMatch(Occurrence::says))
                || item.getItem().stream().anyMatch(Occurrence::says);
    }
}
