package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query with its variables, however it came.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#invoking">R4 GraphQL, invoking</a>
 */
record GraphqlRequest(String query, @Nullable String operation, Map<String, Object> variables) {

    private static final int LONGEST = 20_000;
    private static final Set<String> TAKEN = Set.of("query", "operationName", "variables", "_format", "_pretty");

    static GraphqlRequest of(FhirRequest request) {
        for (Parameter parameter : request.parameters()) {
            if (!TAKEN.contains(parameter.name())) {
                throw Refusal.invalid("$graphql takes query, operationName and variables.");
            }
        }
        GraphqlRequest asked = request.body().length == 0 ? inUrl(request) : inBody(request);
        if (asked.query().isBlank()) {
            throw Refusal.invalid("A GraphQL query is needed: in the parameter 'query', or as the content of a POST in "
                    + "application/graphql or application/json.");
        }
        if (asked.query().length() > LONGEST) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE, "A query has " + LONGEST + " characters at most; ask in several parts.");
        }
        return asked;
    }

    private static GraphqlRequest inUrl(FhirRequest request) {
        String variables = request.parameter("variables").orElse("");
        return new GraphqlRequest(
                request.parameter("query").orElse(""),
                request.parameter("operationName").orElse(null),
                variables.isBlank() ? Map.of() : map(FhirJson.parse(variables.getBytes(StandardCharsets.UTF_8))));
    }

    private static GraphqlRequest inBody(FhirRequest request) {
        String type = Content.mediaType(request);
        if (type.equals("application/graphql")) {
            return new GraphqlRequest(
                    new String(request.body(), StandardCharsets.UTF_8),
                    request.parameter("operationName").orElse(null),
                    inUrl(request).variables());
        }
        ObjectNode body = Content.tree(request);
        if (!body.path("resourceType").asText("").equals("Parameters")) {
            JsonNode variables = body.path("variables");
            return new GraphqlRequest(
                    body.path("query").asText(""),
                    body.path("operationName").isTextual()
                            ? body.path("operationName").asText()
                            : null,
                    variables instanceof ObjectNode values ? map(values) : Map.of());
        }
        String query = "";
        for (JsonNode parameter : body.path("parameter")) {
            if (!parameter.path("name").asText("").equals("query")) {
                throw Refusal.invalid("In a Parameters resource, $graphql takes the parameter query only.");
            }
            query = parameter.path("valueString").asText("");
        }
        return new GraphqlRequest(query, null, Map.of());
    }

    private static Map<String, Object> map(ObjectNode values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            Object plain = plain(value.getValue());
            if (plain != null) {
                map.put(value.getKey(), plain);
            }
        }
        return map;
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isArray()) {
            java.util.List<Object> list = new java.util.ArrayList<>();
            value.forEach(one -> {
                Object plain = plain(one);
                if (plain != null) {
                    list.add(plain);
                }
            });
            return list;
        }
        if (value.isNull()) {
            return null;
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }
}
