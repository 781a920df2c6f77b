package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.expression.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers that a score is made of, each in a sentence. */
final class ScoreSteps {

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern NAME = Pattern.compile("%(\\w+)");

    private ScoreSteps() {}

    static List<String> of(Scorer scorer, InstrumentItem score, Calculation calculation) {
        Set<String> named = named(scorer, score, calculation);
        List<String> steps = new ArrayList<>();
        int missing = 0;
        int counted = 0;
        for (InstrumentItem item : scorer.instrument().items()) {
            if (named.contains(item.linkId()) && !item.calculated()) {
                List<String> answers = answers(scorer, item);
                steps.addAll(answers.isEmpty() ? List.of(name(item) + ": missing") : answers);
                counted++;
                missing += answers.isEmpty() ? 1 : 0;
            }
        }
        if (counted > 0) {
            steps.add((counted - missing) + " of " + counted + " questions answered");
        }
        return steps;
    }

    /** Every text that the expression and the variables behind it contain: link ids are among them. */
    private static Set<String> named(Scorer scorer, InstrumentItem score, Calculation calculation) {
        Map<String, String> variables = new HashMap<>();
        scorer.instrument().variables().forEach(variable -> put(variables, variable));
        score.variables().forEach(variable -> put(variables, variable));
        Set<String> named = new HashSet<>();
        collect(calculation.value().text(), variables, named);
        return named;
    }

    private static void put(Map<String, String> variables, Variable variable) {
        variables.put(variable.name(), variable.expression().text());
    }

    /** Takes out of {@code variables} what it has followed. */
    private static void collect(String text, Map<String, String> variables, Set<String> named) {
        Matcher literals = LITERAL.matcher(text);
        while (literals.find()) {
            named.add(literals.group(1));
        }
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            String behind = variables.remove(names.group(1));
            if (behind != null) {
                collect(behind, variables, named);
            }
        }
    }

    private static List<String> answers(Scorer scorer, InstrumentItem item) {
        return scorer.answers().of(item.linkId()).stream()
                .flatMap(answer -> ScoreValue.answered(answer.json()).stream())
                .map(value -> name(item) + ": " + shown(scorer, item, value.json()) + weight(scorer, item, value))
                .toList();
    }

    private static String weight(Scorer scorer, InstrumentItem item, ScoreValue value) {
        if (!scorer.instrument().weights().weighs(item.linkId())) {
            return "";
        }
        Optional<BigDecimal> weight = scorer.weight(item, value);
        return weight.map(number -> " = " + number.stripTrailingZeros().toPlainString())
                .orElse(" is no answer of this question; it counts as missing");
    }

    private static String name(InstrumentItem item) {
        return item.text().isEmpty() ? item.linkId() : item.text();
    }

    /** In the words of the Questionnaire, when the response has none. */
    private static String shown(Scorer scorer, InstrumentItem item, JsonNode json) {
        if (!json.isObject()) {
            return json.asText();
        }
        String code = json.path("code").asText(json.path("value").asText(""));
        return json.has("display")
                ? json.path("display").asText()
                : offered(scorer.instrument().questionnaire(), item.linkId(), code)
                        .orElse(code);
    }

    private static Optional<String> offered(JsonNode parent, String linkId, String code) {
        for (JsonNode item : parent.path("item")) {
            boolean asked = item.path("linkId").asText().equals(linkId);
            Optional<String> found = asked ? display(item, code) : offered(item, linkId, code);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> display(JsonNode item, String code) {
        for (JsonNode option : item.path("answerOption")) {
            JsonNode coding = option.path("valueCoding");
            if (coding.path("code").asText().equals(code) && coding.has("display")) {
                return Optional.of(coding.path("display").asText());
            }
        }
        return Optional.empty();
    }
}
