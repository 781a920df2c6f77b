package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.OperationParameters;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Concept;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * CodeSystem/$find-matches: the codes that have some properties. It takes a Parameters resource, because a property has two
 * parts; it composes no codes.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-find-matches.html">R4 $find-matches</a>
 */
@Component
final class CodeSystemFindMatches implements FhirOperation {

    private static final int MOST = 100;
    private static final Set<String> KNOWN = Set.of("system", "version", "property", "exact", "compositional");

    private final TerminologySources sources;

    CodeSystemFindMatches(TerminologySources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "$find-matches";
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
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-find-matches";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        if (!request.method().equals("POST")) {
            throw Refusal.invalid("This operation is called by POST with a Parameters resource.");
        }
        Map<String, String> asked = new HashMap<>();
        Map<String, String> properties = new HashMap<>();
        for (JsonNode parameter : OperationParameters.body(request).path("parameter")) {
            String name = ValueSetExpand.text(parameter, "name");
            if (!KNOWN.contains(name)) {
                throw Refusal.invalid(
                        "This operation takes no other parameters than " + String.join(", ", KNOWN) + ".");
            }
            if (name.equals("property")) {
                properties.put(part(parameter, "code"), part(parameter, "value"));
            } else {
                asked.put(name, value(parameter));
            }
        }
        if (properties.isEmpty()) {
            throw Refusal.invalid("required", "Give at least one 'property' with 'code' and 'value'.", "Parameters");
        }
        CodeSystem system = sources.system(asked.getOrDefault("system", ""), asked.getOrDefault("version", ""));
        return answer(system, properties, asked.getOrDefault("exact", "true").equals("true"));
    }

    private static FhirResponse answer(CodeSystem system, Map<String, String> properties, boolean exact) {
        ParametersAnswer answer = new ParametersAnswer();
        List<Concept> found = system.concepts().stream()
                .filter(concept -> missing(concept, properties).size() <= (exact ? 0 : properties.size() - 1))
                .limit(MOST)
                .toList();
        for (Concept concept : found) {
            answer.with(
                    "match",
                    parts -> parts.add(
                            "code",
                            "valueCoding",
                            FhirJson.object()
                                    .put("system", system.url())
                                    .put("code", concept.code())
                                    .put("display", concept.display())));
        }
        return answer.response();
    }

    private static List<String> missing(Concept concept, Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(one -> !has(concept, one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean has(Concept concept, String property, String value) {
        return switch (property) {
            case "code" -> concept.code().equals(value);
            case "display" -> concept.display().equalsIgnoreCase(value);
            default -> concept.values(property).contains(value);
        };
    }

    private static String part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (ValueSetExpand.text(part, "name").equals(name)) {
                return value(part);
            }
        }
        throw Refusal.invalid(
                "required", "Each 'property' has the parts 'code' and 'value'.", "Parameters.parameter.part");
    }

    private static String value(JsonNode parameter) {
        for (var child : parameter.properties()) {
            if (child.getKey().startsWith("value")) {
                return child.getValue().isObject()
                        ? child.getValue().path("code").asText("")
                        : child.getValue().asText("");
            }
        }
        return "";
    }
}
