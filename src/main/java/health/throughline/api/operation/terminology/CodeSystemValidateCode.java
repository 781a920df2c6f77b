package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.CodeSystem;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * CodeSystem/$validate-code: whether a code is one of a code system.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-validate-code.html">R4 $validate-code</a>
 */
@Component
final class CodeSystemValidateCode implements FhirOperation {

    private static final Set<String> SINGLE = Set.of(
            "url",
            "codeSystem",
            "code",
            "version",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "displayLanguage");

    private final TerminologySources sources;

    CodeSystemValidateCode(TerminologySources sources) {
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
        return Set.of("CodeSystem");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, Set.of());
        CodeSystem system = system(route, given);
        boolean groupsToo = given.one("abstract").isEmpty() || given.flag("abstract");
        return CodeValidation.answer(
                AskedCoding.all(given, "url", "version"),
                coding -> check(system, coding, groupsToo),
                coding -> designations(system, coding));
    }

    /** Of a CodeSystem by its url, what was worked out before is used again. */
    private CodeSystem system(Route route, Given given) {
        boolean byUrl = route.id().isEmpty()
                && given.one("codeSystem").isEmpty()
                && given.text("url").isPresent();
        return byUrl
                ? sources.system(
                        given.text("url").orElse(""), given.text("version").orElse(""))
                : CodeSystem.of(sources.resource("CodeSystem", route, given, "codeSystem", "version"));
    }

    private CodeCheck check(CodeSystem system, AskedCoding coding, boolean groupsToo) {
        if (!coding.system().isEmpty() && !coding.system().equals(system.url())) {
            return CodeCheck.invalid("The coding is of another system than " + system.url() + ".");
        }
        return system.check(coding.code(), groupsToo);
    }

    private static JsonNode designations(CodeSystem system, AskedCoding coding) {
        return system.find(coding.code())
                .map(concept -> concept.node().path("designation"))
                .orElse(MissingNode.getInstance());
    }
}
