package health.throughline.fhir.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.exceptions.PathEngineException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FunctionDetails;
import org.hl7.fhir.r4.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r4.fhirpath.TypeDetails;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.fhirpath.FHIRPathConstantEvaluationMode;
import org.jspecify.annotations.Nullable;

/** Answers the engine from the {@link Scope} of the evaluation: variables, and the functions that FHIRPath lacks. */
final class Host implements IHostApplicationServices {

    private static final Map<String, FunctionDetails> FUNCTIONS = Map.of(
            Guard.BOUNDED,
            new FunctionDetails("Counts the work done", 0, 0),
            "weight",
            new FunctionDetails("The weight that the Questionnaire gives to an answer", 0, 0),
            "ordinal",
            new FunctionDetails("The same under its older name", 0, 0),
            "sum",
            new FunctionDetails("The sum of numbers; empty for none", 0, 0),
            "min",
            new FunctionDetails("The smallest of numbers", 0, 0),
            "max",
            new FunctionDetails("The largest of numbers", 0, 0),
            "avg",
            new FunctionDetails("The mean of numbers", 0, 0));

    @Override
    public List<Base> resolveConstant(
            FHIRPathEngine engine, Object scope, String name, FHIRPathConstantEvaluationMode mode) {
        if (mode != FHIRPathConstantEvaluationMode.EXPLICIT) {
            return List.of();
        }
        return ((Scope) scope)
                .value(name.startsWith("%") ? name.substring(1) : name)
                .orElseThrow(() -> new PathEngineException("Unknown variable"));
    }

    @Override
    public @Nullable TypeDetails resolveConstantType(
            FHIRPathEngine engine, Object scope, String name, FHIRPathConstantEvaluationMode mode) {
        return null;
    }

    /** Nothing of a patient's goes to the log. */
    @Override
    public boolean log(String argument, List<Base> focus) {
        return true;
    }

    @Override
    public @Nullable FunctionDetails resolveFunction(FHIRPathEngine engine, String name) {
        return FUNCTIONS.get(name);
    }

    @Override
    public @Nullable TypeDetails checkFunction(
            FHIRPathEngine engine, Object scope, String name, TypeDetails focus, List<TypeDetails> parameters) {
        return null;
    }

    @Override
    public List<Base> executeFunction(
            FHIRPathEngine engine, Object context, List<Base> focus, String name, List<List<Base>> parameters) {
        Scope scope = (Scope) context;
        return switch (name) {
            case Guard.BOUNDED -> {
                scope.budget().spend(focus);
                yield focus;
            }
            case RepeatedItems.NAME -> RepeatedItems.of(focus);
            case "weight", "ordinal" -> weights(scope, focus);
            case "sum", "min", "max", "avg" -> Numbers.of(focus).answer(name);
            default -> Patterns.apply(name, focus, parameters, scope.budget());
        };
    }

    private static List<Base> weights(Scope scope, List<Base> focus) {
        List<Base> weights = new ArrayList<>();
        focus.forEach(value -> scope.weight(value).ifPresent(weights::add));
        return weights;
    }

    @Override
    public @Nullable Base resolveReference(FHIRPathEngine engine, Object scope, String url, Base from) {
        return null;
    }

    @Override
    public boolean conformsToProfile(FHIRPathEngine engine, Object scope, Base item, String url) {
        return false;
    }

    @Override
    public @Nullable ValueSet resolveValueSet(FHIRPathEngine engine, Object scope, String url) {
        return null;
    }

    @Override
    public boolean paramIsType(String name, int index) {
        return false;
    }
}
