package health.throughline.fhir.expression;

import health.throughline.fhir.CountedText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.StringType;

/** The functions of FHIRPath that take a regular expression, with their work counted. */
final class Patterns {

    private Patterns() {}

    static List<Base> apply(String name, List<Base> focus, List<List<Base>> parameters, Budget budget) {
        if (focus.size() != 1 || parameters.stream().anyMatch(parameter -> parameter.size() != 1)) {
            return List.of();
        }
        String text = Values.text(focus.get(0));
        String pattern = Values.text(parameters.get(0).get(0));
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(new CountedText(text, budget::look));
        return switch (name) {
            case "matches" -> List.of(new BooleanType(matcher.find()));
            case "matchesFull" -> List.of(new BooleanType(matcher.matches()));
            default -> {
                String by = Values.text(parameters.get(1).get(0));
                List<Base> replaced = List.of(new StringType(matcher.replaceAll(by)));
                budget.spend(replaced);
                yield replaced;
            }
        };
    }
}
