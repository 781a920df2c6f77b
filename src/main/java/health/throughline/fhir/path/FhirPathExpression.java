package health.throughline.fhir.path;

import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.expression.Values;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;

/** An expression that needs HAPI's FHIRPath engine, and with it a parsed copy of the resource. */
final class FhirPathExpression implements ElementPath {

    private final IFhirPath.IParsedExpression parsed;

    FhirPathExpression(String expression) {
        try {
            parsed = FhirPaths.engine().parse(expression);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "it is not a FHIRPath expression; check its brackets, quotes and names", e);
        }
    }

    @Override
    public Set<String> datatypes() {
        return Set.of();
    }

    @Override
    public BoundCodes boundCodes() {
        return BoundCodes.NONE;
    }

    @Override
    public void values(ObjectNode resource, Consumer<ElementValue> found) {
        for (IBase value : values(Fhir.parse(FhirJson.bytes(resource)))) {
            found.accept(new ElementValue(Values.json((Base) value), value.fhirType()));
        }
    }

    /** What the expression cannot be applied to (substring() of two names) has no value: it can be stored all the same. */
    private List<IBase> values(IBase resource) {
        try {
            return FhirPaths.engine().evaluate(resource, parsed, IBase.class);
        } catch (FhirPathExecutionException e) {
            return List.of();
        }
    }
}
