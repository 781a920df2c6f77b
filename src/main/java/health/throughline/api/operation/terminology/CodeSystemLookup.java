package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Concept;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * CodeSystem/$lookup: what a code means, with its other names, its properties and its place in the hierarchy.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-lookup.html">R4 $lookup</a>
 */
@Component
final class CodeSystemLookup implements FhirOperation {

    private static final Set<String> SINGLE = Set.of("code", "system", "version", "coding", "displayLanguage");

    private final TerminologySources sources;

    CodeSystemLookup(TerminologySources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "$lookup";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE);
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
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, Set.of("property"));
        AskedCoding coding = AskedCoding.one(given, "code", "coding");
        CodeSystem system = sources.system(coding.system(), coding.version());
        Concept concept = system.find(coding.code())
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "The code is none that this server knows of " + system.url()
                                + "; look for it with ValueSet/$expand and 'filter'."));
        return answer(system, concept, given);
    }

    private static FhirResponse answer(CodeSystem system, Concept concept, Given given) {
        List<String> wanted = given.texts("property");
        String name = ValueSetExpand.text(system.definition(), "name");
        ParametersAnswer answer = new ParametersAnswer()
                .text("name", name.isEmpty() ? system.url() : name)
                .text("version", system.version())
                .text("display", new DisplayChoice(given).display(concept.display(), concept.node()))
                .text("definition", ValueSetExpand.text(concept.node(), "definition"));
        if (wanted.isEmpty() || wanted.contains("designation")) {
            concept.node().path("designation").forEach(one -> designation(answer, one));
        }
        concept.node().path("property").forEach(one -> property(answer, one, wanted));
        relatives(answer, "parent", system.parents(concept.code()), wanted);
        relatives(answer, "child", system.children(concept.code()), wanted);
        return answer.response();
    }

    private static void designation(ParametersAnswer answer, JsonNode designation) {
        answer.with(
                "designation",
                parts -> parts.add("language", "valueCode", designation.path("language"))
                        .add("use", "valueCoding", designation.path("use"))
                        .add("value", "valueString", designation.path("value")));
    }

    private static void property(ParametersAnswer answer, JsonNode property, List<String> wanted) {
        String code = ValueSetExpand.text(property, "code");
        if (!wanted.isEmpty() && !wanted.contains(code)) {
            return;
        }
        answer.with("property", parts -> {
            parts.text("code", "valueCode", code);
            for (Map.Entry<String, JsonNode> child : property.properties()) {
                if (child.getKey().startsWith("value")) {
                    parts.add("value", child.getKey(), child.getValue());
                }
            }
        });
    }

    private static void relatives(ParametersAnswer answer, String kind, Set<String> codes, List<String> wanted) {
        if (wanted.isEmpty() || wanted.contains(kind)) {
            codes.forEach(code -> answer.with(
                    "property", parts -> parts.text("code", "valueCode", kind).text("value", "valueCode", code)));
        }
    }
}
