package health.throughline.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.capability.Offered;
import health.throughline.search.type.SearchKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the description to what https://spec.openapis.org/oas/v3.0.3 requires. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final ObjectNode document = OpenApi.of(
            Offered.with(
                    Offered.parameter("Observation", "code", SearchKind.TOKEN, true),
                    Offered.parameter("Observation", "date", SearchKind.DATE, false)),
            Offered.BASE);

    @Test
    void the_required_fields_are_there() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.at("/info/title").asText()).isNotEmpty();
        assertThat(document.at("/info/version").asText()).isEqualTo("1.2.3");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo(Offered.BASE);
        assertThat(document.path("paths").isEmpty()).isFalse();
    }

    @Test
    void every_reference_leads_to_something() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void every_call_has_its_own_id_a_known_tag_and_responses() {
        List<String> ids = new ArrayList<>();
        List<String> tags = document.path("tags").findValuesAsText("name");
        calls((path, call) -> {
            ids.add(call.path("operationId").asText());
            assertThat(tags).contains(call.at("/tags/0").asText());
            assertThat(call.path("responses").isEmpty()).as(path).isFalse();
        });
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("").hasSizeGreaterThan(1000);
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void every_call_declares_the_variables_of_its_path_and_no_parameter_twice() {
        calls((path, call) -> {
            List<String> declared = new ArrayList<>();
            Set<String> variables = new TreeSet<>();
            for (JsonNode parameter : call.path("parameters")) {
                JsonNode resolved = resolved(parameter);
                assertThat(resolved.path("schema").isObject()).isTrue();
                declared.add(resolved.path("in").asText() + " "
                        + resolved.path("name").asText());
                if (resolved.path("in").asText().equals("path")) {
                    assertThat(resolved.path("required").asBoolean()).isTrue();
                    variables.add(resolved.path("name").asText());
                }
            }
            assertThat(declared).as(path).doesNotHaveDuplicates();
            assertThat(variables).as(path).containsExactlyInAnyOrderElementsOf(variables(path));
        });
    }

    @Test
    void every_response_and_body_says_what_it_is() {
        for (Map.Entry<String, JsonNode> response :
                document.at("/components/responses").properties()) {
            assertThat(response.getValue().path("description").asText())
                    .as(response.getKey())
                    .isNotEmpty();
        }
        for (Map.Entry<String, JsonNode> body :
                document.at("/components/requestBodies").properties()) {
            assertThat(body.getValue().path("content").isEmpty())
                    .as(body.getKey())
                    .isFalse();
        }
    }

    @Test
    void search_parameters_in_force_are_query_parameters() {
        List<String> names =
                document.path("paths").path("/Observation").path("get").findValuesAsText("name");
        assertThat(names).contains("code").doesNotContain("date");
    }

    @Test
    void operations_stand_at_their_levels() {
        assertThat(document.path("paths").has("/$count")).isTrue();
        assertThat(document.path("paths").has("/Observation/$count")).isTrue();
        assertThat(document.path("paths").has("/Patient/{id}/$everything")).isTrue();
        assertThat(document.path("paths").has("/Observation/{id}/$everything")).isFalse();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> variables(String path) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private void calls(BiConsumer<String, JsonNode> check) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            assertThat(path.getKey()).startsWith("/");
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                assertThat(METHODS).contains(call.getKey());
                check.accept(path.getKey(), call.getValue());
            }
        }
    }
}
