package health.throughline.validation.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.questionnaire.Containers;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.questionnaire.FormItem;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through one response beside its form.
 *
 * @see <a href="https://hl7.org/fhir/R4/questionnaireresponse.html#link">R4, linkage between questionnaire and response</a>
 */
final class ResponseWalk {

    private static final Set<String> DONE = Set.of("completed", "amended");
    private static final Set<String> CARELESS = Set.of("entered-in-error", "stopped");
    private static final String EXPRESSION = Sdc.url("enableWhenExpression");
    private static final String MIN_OCCURS = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
    private static final String MAX_OCCURS = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";

    private final List<Issue> issues = new ArrayList<>();
    private final Form form;
    private final AnswerCheck answers;
    private final boolean done;
    private final boolean careless;

    ResponseWalk(Form form, ObjectNode response, OptionCheck options) {
        String status = response.path("status").asText("");
        this.form = form;
        this.answers = new AnswerCheck(form, options, issues);
        this.done = DONE.contains(status);
        this.careless = CARELESS.contains(status);
        walk(response, form.top(), Containers.of(response), "QuestionnaireResponse");
    }

    List<Issue> issues() {
        return issues;
    }

    /** @param parent holds the items: the response, an item or an answer */
    private void walk(JsonNode parent, Map<String, FormItem> expected, Containers containers, String place) {
        Map<String, Integer> times = new HashMap<>();
        int index = 0;
        for (JsonNode item : parent.path("item")) {
            String at = place + ".item[" + index + "]";
            FormItem known = expected.get(item.path("linkId").asText(""));
            if (known == null) {
                unknown(item, at);
            } else {
                times.merge(known.linkId(), 1, Integer::sum);
                one(item, known, containers, at);
            }
            index++;
        }
        times.forEach((linkId, count) -> {
            FormItem item = expected.get(linkId);
            if (count > 1 && item != null && !item.repeats()) {
                wrong(
                        "structure",
                        "Item '" + linkId + "' does not repeat, and is there more than once; leave one",
                        place);
            }
        });
        if (done) {
            expected.values().forEach(item -> required(parent, item, containers, place));
        }
    }

    private void unknown(JsonNode item, String at) {
        boolean elsewhere = form.find(item.path("linkId").asText("")).isPresent();
        wrong(
                "structure",
                elsewhere
                        ? "The item stands in the wrong place; put it where the questionnaire has it"
                        : "The questionnaire has no item with this linkId; use its linkIds",
                at + ".linkId");
    }

    private void one(JsonNode item, FormItem known, Containers containers, String at) {
        JsonNode given = item.path("answer");
        if (done && asExpected(known) && answered(item) && !containers.asked(known)) {
            wrong(
                    "business-rule",
                    "Item '" + known.linkId() + "' is answered though the answers before do not ask it; leave it out",
                    at);
            return;
        }
        if ((known.group() || known.display()) && !given.isEmpty()) {
            wrong("structure", "Item '" + known.linkId() + "' is no question and takes no answer", at + ".answer");
            return;
        }
        if (!known.group() && item.path("item").size() > 0) {
            wrong(
                    "structure",
                    "What belongs to the question '" + known.linkId() + "' stands under its answer; move it there",
                    at + ".item");
        }
        if (given.size() > 1 && !known.repeats()) {
            wrong("structure", "Item '" + known.linkId() + "' takes one answer; leave one", at + ".answer");
        }
        occurs(given.size(), known, at);
        int index = 0;
        for (JsonNode answer : given) {
            String place = at + ".answer[" + index++ + "]";
            answers.check(answer, known, place);
            walk(answer, known.children(), containers.into(answer), place);
        }
        if (known.group()) {
            walk(item, known.children(), containers.into(item), at);
        }
    }

    /** What FHIRPath decides is left to those who fill the form in. */
    private static boolean asExpected(FormItem item) {
        return item.extension(EXPRESSION).isEmpty();
    }

    private static boolean answered(JsonNode item) {
        if (item.path("answer").size() > 0) {
            return true;
        }
        for (JsonNode child : item.path("item")) {
            if (answered(child)) {
                return true;
            }
        }
        return false;
    }

    private void occurs(int count, FormItem item, String at) {
        if (careless || count == 0) {
            return;
        }
        int least = item.extension(MIN_OCCURS).map(JsonNode::asInt).orElse(0);
        int most = item.extension(MAX_OCCURS).map(JsonNode::asInt).orElse(Integer.MAX_VALUE);
        if ((done && count < least) || count > most) {
            wrong(
                    "structure",
                    "Item '" + item.linkId() + "' takes " + (count > most ? "at most " + most : "at least " + least)
                            + " answers",
                    at + ".answer");
        }
    }

    private void required(JsonNode parent, FormItem item, Containers containers, String place) {
        if (!item.required() || item.readOnly() || item.display() || !asExpected(item) || !containers.asked(item)) {
            return;
        }
        for (JsonNode there : parent.path("item")) {
            if (there.path("linkId").asText("").equals(item.linkId()) && answered(there)) {
                return;
            }
        }
        int before = issues.size();
        if (item.group()) {
            JsonNode nothing = MissingNode.getInstance();
            item.children().values().forEach(child -> required(nothing, child, containers, place));
        }
        if (issues.size() > before) {
            return;
        }
        wrong(
                "required",
                "Item '" + item.linkId() + "' must be answered; answer it, or send the response as 'in-progress'",
                place + ".item");
    }

    private void wrong(String code, String text, String place) {
        issues.add(Issue.error(code, text + ".", place));
    }
}
