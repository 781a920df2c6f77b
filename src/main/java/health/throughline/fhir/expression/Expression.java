package health.throughline.fhir.expression;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRLexer.FHIRLexerException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;

/** A FHIRPath expression of a Questionnaire, parsed once and evaluated by any number of threads. */
public final class Expression {

    private static final int LONGEST = 20_000;

    /** Made when first needed: it reads the definitions of all types. */
    private static final class Engine {

        static final FHIRPathEngine IT = engine();

        private static FHIRPathEngine engine() {
            var context = Fhir.context();
            var engine = new FHIRPathEngine(new HapiWorkerContext(context, context.getValidationSupport()));
            engine.setHostServices(new Host());
            return engine;
        }
    }

    /** Loads what evaluation needs, which takes seconds the first time. */
    public static void prepare() {
        Engine.IT.hasLog();
    }

    private final String text;
    private final String place;
    private final ExpressionNode parsed;

    private Expression(String text, String place, ExpressionNode parsed) {
        this.text = text;
        this.place = place;
        this.parsed = parsed;
    }

    /**
     * Compiles {@code text}.
     *
     * @param place what it is called in messages: "calculatedExpression of item 'total'"
     * @throws Refusal INVALID when it is no FHIRPath, or more than is supported
     */
    public static Expression of(String text, String place) {
        if (text.length() > LONGEST) {
            throw refusal(place, "", "is longer than " + LONGEST + " characters");
        }
        try {
            ExpressionNode parsed = Engine.IT.parse(text);
            Guard.guard(parsed);
            return new Expression(text, place, parsed);
        } catch (FHIRLexerException | StackOverflowError e) {
            throw refusal(place, text, "cannot be read; check its brackets, quotes and names");
        } catch (IllegalArgumentException e) {
            throw refusal(place, text, "cannot be used: " + e.getMessage());
        }
    }

    /** Compiles an Expression element, whose language is FHIRPath. */
    public static Expression of(JsonNode element, String place) {
        String language = element.path("language").asText("text/fhirpath");
        String text = element.path("expression").asText("");
        if (!language.equals("text/fhirpath")) {
            throw refusal(place, text, "is in a language that is not supported; write it in text/fhirpath");
        }
        return of(text, place);
    }

    /**
     * What it finds, starting at {@code focus}.
     *
     * @throws Refusal when it cannot be applied, or does too much work; naming the expression, never a value
     */
    public List<Base> evaluate(Scope scope, Base focus) {
        try {
            List<Base> found = Engine.IT.evaluate(scope, scope.resource(), scope.resource(), focus, parsed);
            scope.budget().spend(found);
            return found;
        } catch (Budget.Exhausted | StackOverflowError e) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    List.of(Issue.error("too-costly", message(place, text, "does too much work; simplify it"), null)));
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw refusal(
                    place,
                    text,
                    "cannot be applied to this response: it meets values of another kind, or names"
                            + " a variable that is not there");
        }
    }

    /** The one value it finds; empty when it finds none, or several. */
    public Optional<Base> single(Scope scope, Base focus) {
        List<Base> found = evaluate(scope, focus);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The one number it finds. */
    public Optional<BigDecimal> number(Scope scope, Base focus) {
        return single(scope, focus).flatMap(Values::number);
    }

    /** The one text it finds. */
    public Optional<String> string(Scope scope, Base focus) {
        return single(scope, focus).map(Values::text).filter(found -> !found.isEmpty());
    }

    /** Whether it holds; nothing found does not. */
    public boolean holds(Scope scope, Base focus) {
        return single(scope, focus)
                .map(found -> !(found instanceof BooleanType bool) || bool.booleanValue())
                .orElse(false);
    }

    public String text() {
        return text;
    }

    private static Refusal refusal(String place, String text, String why) {
        return Refusal.invalid("invalid", message(place, text, why), null);
    }

    private static String message(String place, String text, String why) {
        return "The " + place + (text.isEmpty() ? "" : " (" + text + ")") + " " + why + ".";
    }
}
