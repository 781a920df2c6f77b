package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Weights;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** What a Questionnaire says of extraction, kept for all its responses. */
final class ExtractionPlan {

    private static final List<String> USES = List.of("templateExtract", "templateExtractBundle", "definitionExtract");

    private final ObjectNode questionnaire;
    private final Weights weights;
    private final Expressions expressions = new Expressions();
    private final UnaryOperator<String> types;
    private final boolean empty;
    private volatile @Nullable List<Base> model;

    /** @param types the type of resource that a profile is of, by its canonical; empty when not known */
    ExtractionPlan(ObjectNode questionnaire, UnaryOperator<String> types) {
        this.questionnaire = questionnaire;
        this.weights = Weights.of(questionnaire);
        this.types = types;
        this.empty = !uses(questionnaire);
    }

    private static boolean uses(JsonNode element) {
        if (USES.stream().anyMatch(name -> !Sdc.one(element, name).isMissingNode())) {
            return true;
        }
        for (JsonNode item : element.path("item")) {
            if (uses(item)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing comes of it. */
    boolean empty() {
        return empty;
    }

    ObjectNode questionnaire() {
        return questionnaire;
    }

    Weights weights() {
        return weights;
    }

    Expressions expressions() {
        return expressions;
    }

    UnaryOperator<String> types() {
        return types;
    }

    /** What {@code %questionnaire} is. */
    List<Base> model() {
        List<Base> known = model;
        if (known == null) {
            known = List.of(Values.resource(questionnaire));
            model = known;
        }
        return known;
    }

    /** The template that {@code reference} names. */
    ObjectNode contained(String reference) {
        for (JsonNode contained : questionnaire.path("contained")) {
            if (reference.equals("#" + contained.path("id").asText()) && contained instanceof ObjectNode template) {
                return template;
            }
        }
        throw Refusal.invalid("not-found", "The Questionnaire contains no template " + reference + ".", null);
    }
}
