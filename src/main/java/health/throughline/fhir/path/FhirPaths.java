package health.throughline.fhir.path;

import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.parser.DataFormatException;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/** FHIRPath that callers write, evaluated on whole resources. */
public final class FhirPaths {

    private static final int LONGEST = 1000;

    private FhirPaths() {}

    /** Made when first needed: the engine takes its time and 40 MB. */
    private static final class Engine {
        static final IFhirPath IT = Fhir.context().newFhirPath();
    }

    static IFhirPath engine() {
        return Engine.IT;
    }

    /** Whether the elements at {@code path} satisfy {@code condition}. */
    public static boolean holds(IBase resource, String path, String condition) {
        return !values(resource, path + ".where(" + checked(condition) + ")").isEmpty();
    }

    /** What {@code expression} says of the elements at {@code path}, as text. */
    public static String text(IBase resource, String path, String expression) {
        return values(resource, path + ".select(" + checked(expression) + ")").stream()
                .map(value -> value instanceof IPrimitiveType<?> primitive ? primitive.getValueAsString() : "")
                .collect(Collectors.joining(","));
    }

    /** By itself, so that brackets cannot lead out of where they stand. */
    private static String checked(String expression) {
        try {
            if (expression.length() <= LONGEST) {
                engine().parse(expression);
                return expression;
            }
        } catch (Exception e) {
            // refused below
        }
        throw Refusal.invalid("A FHIRPath expression cannot be read; check its brackets, quotes and names.");
    }

    private static List<IBase> values(IBase resource, String expression) {
        try {
            return engine().evaluate(resource, expression, IBase.class);
        } catch (FhirPathExecutionException | DataFormatException e) {
            throw Refusal.invalid("A FHIRPath expression cannot be applied to the values it is asked of.");
        }
    }
}
