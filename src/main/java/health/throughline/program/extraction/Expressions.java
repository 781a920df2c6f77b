package health.throughline.program.extraction;

import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Base;

/** The expressions of one Questionnaire's templates, each compiled when first needed. */
final class Expressions {

    private final Map<String, Expression> compiled = new ConcurrentHashMap<>();

    List<Base> evaluate(String text, Scope scope, Base focus) {
        return compiled.computeIfAbsent(text, key -> Expression.of(key, "expression of a template"))
                .evaluate(scope, focus);
    }
}
