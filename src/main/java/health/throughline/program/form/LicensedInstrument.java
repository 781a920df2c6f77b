package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the whole form of an instrument that ships as scores only, out of the text an operator has licensed: the same codes
 * and bands, and a total that is worked out from the answers instead of typed in. It scores when every question is answered.
 */
public final class LicensedInstrument {

    private static final String EXPRESSION = Sdc.url("calculatedExpression");
    private static final String METHOD = Canonicals.of("StructureDefinition", "score-method");
    private static final String RULE = Canonicals.of("StructureDefinition", "score-expression-rule");
    private static final String LICENSING = Canonicals.of("StructureDefinition", "instrument-licensing-status");

    private LicensedInstrument() {}

    /**
     * The Questionnaire to be stored.
     *
     * @param scores the instrument as it ships, with one score
     * @param csv the questions, as {@link InstrumentText} says
     * @param licence who licensed it to whom and when; it becomes part of the copyright
     * @param base URL under which the new form gets its own
     */
    public static ObjectNode of(ObjectNode scores, String csv, String licence, String base) {
        String id = scores.path("id").asText("") + "-licensed";
        String url = base + "/Questionnaire/" + id;
        List<ObjectNode> questions = new InstrumentText(csv, url).questions();
        ObjectNode form = scores.deepCopy();
        form.remove(List.of("text", "extension", "item"));
        form.put("id", id);
        form.put("url", url);
        form.putArray("derivedFrom")
                .add(scores.path("url").asText("") + "|"
                        + scores.path("version").asText(""));
        form.put("copyright", scores.path("copyright").asText("") + " Used under licence: " + licence);
        ArrayNode extensions = form.putArray("extension");
        extensions.addObject().put("url", LICENSING).put("valueCode", "free-with-notice");
        extensions.add(variable(questions));
        ArrayNode items = form.putArray("item");
        questions.forEach(items::add);
        items.add(total(scores, questions.size()));
        return form;
    }

    private static ObjectNode variable(List<ObjectNode> questions) {
        String linkIds = questions.stream()
                .map(question -> "'" + question.path("linkId").asText() + "'")
                .collect(Collectors.joining(" | "));
        ObjectNode variable = FhirJson.object().put("url", Sdc.VARIABLE);
        variable.putObject("valueExpression")
                .put("name", "points")
                .put("language", "text/fhirpath")
                .put("expression", "%resource.repeat(item).where(linkId in (" + linkIds + ")).answer.value.weight()");
        return variable;
    }

    /** The one score of the instrument, worked out. */
    private static ObjectNode total(ObjectNode scores, int questions) {
        for (JsonNode item : scores.path("item")) {
            if (Sdc.value(item, "calculatedExpression").isPresent() && item instanceof ObjectNode score) {
                ObjectNode total = score.deepCopy();
                String all = "%points.count() = " + questions;
                set(total, EXPRESSION, "iif(" + all + ", %points.sum(), {})");
                set(total, METHOD, "iif(" + all + ", 'complete', 'not-scorable')");
                extension(total, RULE)
                        .put("valueString", "The sum of all " + questions + " answers. Any missing: no score.");
                return total;
            }
        }
        throw Refusal.invalid(
                "not-supported",
                "Only instruments that ship as one score can be completed with text; see src/docs/instruments.",
                "Parameters.parameter.where(name='instrument')");
    }

    private static void set(ObjectNode item, String url, String expression) {
        extension(item, url)
                .putObject("valueExpression")
                .put("language", "text/fhirpath")
                .put("expression", expression);
    }

    /** The extension at {@code url}, made when there is none. */
    private static ObjectNode extension(ObjectNode item, String url) {
        return Extensions.first(item, url) instanceof ObjectNode known
                ? known
                : item.withArray("extension").addObject().put("url", url);
    }
}
