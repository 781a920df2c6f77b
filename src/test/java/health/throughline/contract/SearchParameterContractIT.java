package health.throughline.contract;

import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.path.ElementPath;
import health.throughline.fhir.path.ElementValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code fhir-profiles/search-parameters}, as a server in operation offers it. */
class SearchParameterContractIT {

    private static JsonNode metadata;

    @BeforeAll
    static void metadata() {
        metadata = get("/metadata").send().expect(200).json();
    }

    @TestFactory
    Stream<DynamicTest> each_stands_in_the_metadata_and_finds_what_the_sample_has() {
        return DefinitionFiles.in("search-parameters").entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
    }

    private static void check(Map.Entry<String, ObjectNode> definition) {
        ObjectNode json = definition.getValue();
        String type = json.path("base").path(0).asText();
        String code = json.path("code").asText();
        assertThat(listed(type)).contains(code);
        for (ElementPath path : SearchParameterContractTest.paths(json)) {
            ObjectNode example = example(type, path).deepCopy();
            List<String> values = new ArrayList<>();
            path.values(example, value -> values.add(text(value)));
            String id = unique("sp");
            put("/" + type + "/" + id, example.put("id", id)).send().expect(201);
            String query = "/" + type + "?_id=" + id + "&" + code;
            assertThat(get(query + "=" + encode(values.get(0)))
                            .send()
                            .expect(200)
                            .matches())
                    .containsExactly(id);
            assertThat(get(query + ":missing=true").send().expect(200).matches())
                    .isEmpty();
        }
    }

    private static List<String> listed(String type) {
        for (JsonNode resource : metadata.at("/rest/0/resource")) {
            if (resource.path("type").asText().equals(type)) {
                return resource.path("searchParam").findValuesAsText("name");
            }
        }
        return List.of();
    }

    /** Its references within the sample's transaction lead nowhere here, which does not matter. */
    private static ObjectNode example(String type, ElementPath path) {
        for (ObjectNode resource : SampleResources.of(type)) {
            List<ElementValue> found = new ArrayList<>();
            path.values(resource, found::add);
            if (!found.isEmpty()) {
                return resource;
            }
        }
        throw new AssertionError("The sample has no example");
    }

    private static String text(ElementValue value) {
        JsonNode node = value.node();
        return switch (value.datatype()) {
            case "CodeableConcept" -> token(node.path("coding").path(0));
            case "Coding" -> token(node);
            case "Reference" -> node.path("reference").asText();
            default -> node.asText();
        };
    }

    private static String token(JsonNode coding) {
        return coding.path("system").asText() + "|" + coding.path("code").asText();
    }
}
