package health.throughline.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an operation is given, by name, whether it came in the URL, in a form or in a Parameters resource. */
public final class Given {

    private static final Set<String> FORM = Set.of("_format", "_pretty", "_summary", "_elements");

    private final Map<String, List<JsonNode>> values = new HashMap<>();

    private Given() {}

    /**
     * @param single the parameters that are taken once
     * @param repeated those that are taken any number of times
     * @throws Refusal INVALID when there are others
     */
    public static Given of(FhirRequest request, Set<String> single, Set<String> repeated) {
        Given given = new Given();
        for (Parameter parameter : request.parameters()) {
            if (!FORM.contains(parameter.name())) {
                given.add(parameter.name(), TextNode.valueOf(parameter.value()));
            }
        }
        boolean resource = request.method().equals("POST")
                && request.body().length > 0
                && !Content.mediaType(request).contains("form");
        if (resource) {
            given.body(request);
        }
        given.check(single, repeated);
        return given;
    }

    private void body(FhirRequest request) {
        for (JsonNode parameter : OperationParameters.body(request).path("parameter")) {
            parameter.properties().stream()
                    .filter(child ->
                            child.getKey().startsWith("value") || child.getKey().equals("resource"))
                    .forEach(child -> add(parameter.path("name").asText(), child.getValue()));
        }
    }

    private void add(String name, JsonNode value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private void check(Set<String> single, Set<String> repeated) {
        Set<String> known = new TreeSet<>(single);
        known.addAll(repeated);
        for (Map.Entry<String, List<JsonNode>> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw Refusal.invalid(
                        "This operation takes no other parameters than " + String.join(", ", known) + ".");
            }
            if (single.contains(entry.getKey()) && entry.getValue().size() > 1) {
                throw Refusal.invalid("The parameter '" + entry.getKey() + "' is taken once.");
            }
        }
    }

    /** All values of {@code name}, in order. */
    public List<JsonNode> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The only value of {@code name}. */
    public Optional<JsonNode> one(String name) {
        return all(name).stream().findFirst();
    }

    /** The only value of {@code name}, a primitive. */
    public Optional<String> text(String name) {
        return one(name).map(value -> plain(name, value));
    }

    /** All values of {@code name}, which are primitives. */
    public List<String> texts(String name) {
        return all(name).stream().map(value -> plain(name, value)).toList();
    }

    private static String plain(String name, JsonNode value) {
        if (!value.isValueNode()) {
            throw Refusal.invalid("The parameter '" + name + "' takes a simple value, such as valueString.");
        }
        return value.asText();
    }

    /** The only value of {@code name}, true or false; false when absent. */
    public boolean flag(String name) {
        String text = text(name).orElse("false");
        if (!Set.of("true", "false").contains(text)) {
            throw Refusal.invalid("The parameter '" + name + "' takes true or false.");
        }
        return text.equals("true");
    }
}
