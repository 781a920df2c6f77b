package health.throughline.api.operation.terminology;

import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.CodeSystem;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * CodeSystem/$subsumes: whether one code means something narrower than another of its system.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-subsumes.html">R4 $subsumes</a>
 */
@Component
final class CodeSystemSubsumes implements FhirOperation {

    private static final Set<String> SINGLE = Set.of("codeA", "codeB", "system", "version", "codingA", "codingB");

    private final TerminologySources sources;

    CodeSystemSubsumes(TerminologySources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "$subsumes";
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
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, Set.of());
        AskedCoding one = AskedCoding.one(given, "codeA", "codingA");
        AskedCoding other = AskedCoding.one(given, "codeB", "codingB");
        CodeSystem system = route.id().isEmpty()
                ? sources.system(one.system().isEmpty() ? other.system() : one.system(), one.version())
                : CodeSystem.of(sources.resource("CodeSystem", route, given, "codeSystem", "version"));
        requireSame(system, one);
        requireSame(system, other);
        return new ParametersAnswer()
                .code("outcome", outcome(system, one.code(), other.code()))
                .response();
    }

    private static void requireSame(CodeSystem system, AskedCoding coding) {
        if (!coding.system().isEmpty() && !coding.system().equals(system.url())) {
            throw Refusal.invalid("Both codes are of one code system; compare codes of " + system.url() + " only.");
        }
    }

    private static String outcome(CodeSystem system, String one, String other) {
        boolean subsumes = system.subsumes(one, other);
        boolean subsumed = system.subsumes(other, one);
        if (subsumes) {
            return subsumed ? "equivalent" : "subsumes";
        }
        return subsumed ? "subsumed-by" : "not-subsumed";
    }
}
