package health.throughline.api.operation.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What $validate is asked, whether it stands in the URL, in a Parameters resource, or is a bare resource.
 *
 * @param resource null when none is given
 * @param profiles canonical URLs
 */
record ValidateRequest(@Nullable ObjectNode resource, Mode mode, List<String> profiles) {

    /** What the resource is meant for. */
    enum Mode {
        /** To be looked at by itself. */
        NONE,
        CREATE,
        UPDATE,
        DELETE,
        PROFILE;

        private static Mode of(String code) {
            for (Mode mode : values()) {
                if (mode != NONE && mode.name().toLowerCase(Locale.ROOT).equals(code)) {
                    return mode;
                }
            }
            throw Refusal.invalid("'mode' takes create, update, delete or profile.");
        }
    }

    private static final Set<String> FORM = Set.of("_format", "_pretty", "_summary", "_elements");

    /** @throws Refusal INVALID when it cannot be understood */
    static ValidateRequest of(FhirRequest request) {
        Gathered gathered = new Gathered();
        for (Parameter parameter : request.parameters()) {
            if (!FORM.contains(parameter.name())) {
                gathered.text(parameter.name(), parameter.value());
            }
        }
        boolean form = Content.mediaType(request).contains("form");
        if (request.method().equals("POST") && request.body().length > 0 && !form) {
            gathered.body(Content.tree(request));
        }
        return new ValidateRequest(gathered.resource, gathered.mode, List.copyOf(gathered.profiles));
    }

    private static final class Gathered {

        private @Nullable ObjectNode resource;
        private Mode mode = Mode.NONE;
        private final List<String> profiles = new ArrayList<>();

        private void body(ObjectNode body) {
            if (!body.path("resourceType").asText("").equals("Parameters")) {
                resource = body;
                return;
            }
            for (JsonNode parameter : body.path("parameter")) {
                String name = parameter.path("name").asText("");
                if (name.equals("resource") && parameter.path("resource") instanceof ObjectNode given) {
                    resource = given;
                } else {
                    text(name, value(parameter));
                }
            }
        }

        private static String value(JsonNode parameter) {
            return parameter.properties().stream()
                    .filter(child -> child.getKey().startsWith("value"))
                    .map(child -> child.getValue().asText(""))
                    .findFirst()
                    .orElse("");
        }

        private void text(String name, String value) {
            switch (name) {
                case "mode" -> mode = Mode.of(value);
                case "profile" -> profiles.add(value);
                default ->
                    throw Refusal.invalid("$validate takes no other parameters than resource, mode and profile; "
                            + "'resource' holds a resource.");
            }
        }
    }
}
