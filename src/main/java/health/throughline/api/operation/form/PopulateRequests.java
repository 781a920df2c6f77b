package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.Route;
import health.throughline.api.operation.OperationParameters;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.record.HealthRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads what $populate is asked: the form, whom it is about, and the resources it is started with. */
@Component
final class PopulateRequests {

    private static final Set<String> KNOWN = Set.of(
            "canonical",
            "questionnaire",
            "questionnaireRef",
            "subject",
            "context",
            "local",
            "launchContext",
            "_format",
            "_pretty");
    private static final int PARTS = 2;

    private final Definitions definitions;
    private final HealthRecord record;

    /** One request, understood. */
    record Asked(ObjectNode questionnaire, String subject, Map<String, ObjectNode> contexts) {}

    PopulateRequests(Definitions definitions, HealthRecord record) {
        this.definitions = definitions;
        this.record = record;
    }

    Asked read(FhirRequest request, Route route) {
        Map<String, List<JsonNode>> given = new HashMap<>();
        request.parameters()
                .forEach(one -> add(
                        given,
                        one.name(),
                        FhirJson.object().put("name", one.name()).put("value", one.value())));
        if (request.method().equals("POST") && request.body().length > 0) {
            OperationParameters.body(request)
                    .path("parameter")
                    .forEach(one -> add(given, one.path("name").asText(""), one));
        }
        ObjectNode form = form(request, route, given);
        String subject = text(given, "subject");
        ResourceKey key = key(subject);
        Map<String, ObjectNode> contexts = new HashMap<>();
        ObjectNode about = read(key, request);
        if (key.type().equals("Patient")) {
            contexts.put("patient", about);
        }
        given.getOrDefault("context", List.of()).forEach(context -> context(context, contexts, request));
        return new Asked(form, key.toString(), contexts);
    }

    private static void add(Map<String, List<JsonNode>> given, String name, JsonNode parameter) {
        if (!KNOWN.contains(name)) {
            throw Refusal.invalid("This operation takes no other parameters than canonical, questionnaire, "
                    + "questionnaireRef, subject, context and local.");
        }
        given.computeIfAbsent(name, key -> new ArrayList<>()).add(parameter);
    }

    private ObjectNode form(FhirRequest request, Route route, Map<String, List<JsonNode>> given) {
        if (!route.id().isEmpty()) {
            return read(route.key(), request);
        }
        for (JsonNode parameter : given.getOrDefault("questionnaire", List.of())) {
            if (parameter.get("resource") instanceof ObjectNode inline
                    && inline.path("resourceType").asText("").equals("Questionnaire")) {
                StructureCheck.check(inline);
                return inline;
            }
        }
        String reference = text(given, "questionnaireRef");
        if (!reference.isEmpty()) {
            return read(key(reference), request);
        }
        String canonical = text(given, "canonical");
        if (canonical.isEmpty()) {
            throw Refusal.invalid(
                    "required",
                    "Name the form by 'canonical', or call the operation on its id.",
                    "Parameters.parameter");
        }
        return definitions
                .find("Questionnaire", Canonical.of(canonical))
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND, "There is no such Questionnaire here, or not in that version."));
    }

    /** The first value of {@code name}, as text; of a Reference, where it leads. */
    private static String text(Map<String, List<JsonNode>> given, String name) {
        for (JsonNode parameter : given.getOrDefault(name, List.of())) {
            for (var child : parameter.properties()) {
                if (child.getKey().startsWith("value")) {
                    JsonNode value = child.getValue();
                    return value.isObject() ? value.path("reference").asText("") : value.asText("");
                }
            }
        }
        return "";
    }

    private static ResourceKey key(String reference) {
        String[] parts = reference.split("/");
        boolean relative = parts.length >= PARTS
                && Fhir.isResourceType(parts[parts.length - PARTS])
                && ResourceKey.isId(parts[parts.length - 1]);
        if (!relative) {
            throw Refusal.invalid(
                    "required",
                    "Give 'subject' as a reference to a resource of this server, such as Patient/id.",
                    "Parameters.parameter");
        }
        return new ResourceKey(parts[parts.length - PARTS], parts[parts.length - 1]);
    }

    /** A launch context: its name and its content, which is a resource or leads to one. */
    private void context(JsonNode context, Map<String, ObjectNode> contexts, FhirRequest request) {
        String name = "";
        ObjectNode content = null;
        for (JsonNode part : context.path("part")) {
            if (part.path("name").asText("").equals("name")) {
                name = part.path("valueString").asText(part.path("valueCode").asText(""));
            } else if (part.get("resource") instanceof ObjectNode resource) {
                content = resource;
            } else if (part.has("valueReference")) {
                content = read(key(part.path("valueReference").path("reference").asText("")), request);
            }
        }
        if (name.isEmpty() || content == null) {
            throw Refusal.invalid(
                    "required",
                    "A 'context' has the parts 'name' and 'content', a resource or a reference to one.",
                    "Parameters.parameter.part");
        }
        contexts.put(name, content);
    }

    private ObjectNode read(ResourceKey key, FhirRequest request) {
        return record.reader().read(key, request.access()).tree();
    }
}
