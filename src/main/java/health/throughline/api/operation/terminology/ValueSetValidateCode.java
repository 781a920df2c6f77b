package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.terminology.CodeCheck;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * ValueSet/$validate-code: whether a code is one of a value set.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-validate-code.html">R4 $validate-code</a>
 */
@Component
final class ValueSetValidateCode implements FhirOperation {

    private static final Set<String> SINGLE = Set.of(
            "url",
            "valueSet",
            "valueSetVersion",
            "code",
            "system",
            "systemVersion",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "displayLanguage");

    private final TerminologySources sources;

    ValueSetValidateCode(TerminologySources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "$validate-code";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("ValueSet");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, Set.of());
        ObjectNode valueSet = sources.resource("ValueSet", route, given, "valueSet", "valueSetVersion");
        List<AskedCoding> codings = AskedCoding.all(given, "system", "systemVersion");
        boolean groupsToo = given.one("abstract").isEmpty() || given.flag("abstract");
        return CodeValidation.answer(
                codings,
                coding -> sources.terminology().check(valueSet, coding.system(), coding.code(), groupsToo),
                coding -> designations(coding));
    }

    private JsonNode designations(AskedCoding coding) {
        CodeCheck known = sources.terminology().check(null, coding.system(), coding.code());
        return known.valid()
                ? sources.system(coding.system(), "")
                        .find(coding.code())
                        .map(concept -> concept.node().path("designation"))
                        .orElse(MissingNode.getInstance())
                : MissingNode.getInstance();
    }
}
