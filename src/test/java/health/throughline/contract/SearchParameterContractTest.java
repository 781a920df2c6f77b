package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.path.ElementPath;
import health.throughline.fhir.structure.StructureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code fhir-profiles/search-parameters}. */
class SearchParameterContractTest {

    private static final Map<String, Set<String>> DATATYPES = Map.of(
            "token", Set.of("code", "Coding", "CodeableConcept", "Identifier", "boolean"),
            "date", Set.of("date", "dateTime", "instant", "Period", "Timing"),
            "reference", Set.of("Reference", "canonical"),
            "number", Set.of("integer", "decimal", "positiveInt", "unsignedInt"),
            "string", Set.of("string", "HumanName", "Address", "markdown"),
            "uri", Set.of("uri", "url"));

    @TestFactory
    Stream<DynamicTest> each_is_a_complete_resource_named_as_its_file() {
        return each((file, json) -> {
            StructureCheck.check(json);
            String code = json.path("code").asText();
            assertThat(json.path("base")).hasSize(1);
            String type = json.path("base").path(0).asText();
            assertThat(file)
                    .isEqualTo(type + "-" + code)
                    .isEqualTo(json.path("id").asText());
            assertThat(json.path("url").asText()).isEqualTo("https://throughline.example/fhir/SearchParameter/" + file);
            assertThat(json.path("description").asText()).hasSizeGreaterThan(40).endsWith(".");
        });
    }

    /** Those that need it have no datatypes. */
    @TestFactory
    Stream<DynamicTest> each_compiles_without_the_fhirpath_engine_and_yields_its_type() {
        return each((file, json) -> {
            for (ElementPath path : paths(json)) {
                assertThat(path.datatypes()).isNotEmpty();
                assertThat(DATATYPES.get(json.path("type").asText())).containsAll(path.datatypes());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> each_hits_the_sample_programme_or_an_example() {
        return each((file, json) -> {
            List<ElementPath> paths = paths(json);
            List<String> hits = new ArrayList<>();
            for (ObjectNode resource :
                    SampleResources.of(json.path("base").path(0).asText())) {
                paths.forEach(path -> path.values(
                        resource, value -> hits.add(resource.path("id").asText())));
            }
            assertThat(hits).isNotEmpty();
        });
    }

    static List<ElementPath> paths(ObjectNode json) {
        String type = json.path("base").path(0).asText();
        return Stream.of(json.path("expression").asText().split("\\|"))
                .map(expression -> ElementPath.compile(type, expression.strip()))
                .toList();
    }

    /** What holds of one definition. */
    private interface Contract {
        void check(String file, ObjectNode json);
    }

    private static Stream<DynamicTest> each(Contract contract) {
        return DefinitionFiles.in("search-parameters").entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> contract.check(entry.getKey(), entry.getValue())));
    }
}
