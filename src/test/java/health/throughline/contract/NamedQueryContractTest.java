package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.definition.NamedQueryDefinitions;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.search.named.NamedQueries;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code fhir-profiles/named-queries}. */
class NamedQueryContractTest {

    @TestFactory
    Stream<DynamicTest> each_is_a_complete_resource_named_as_its_file_that_a_clinician_understands() {
        return DefinitionFiles.in("named-queries").entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    JsonNode json = entry.getValue();
                    StructureCheck.check(entry.getValue());
                    assertThat(entry.getKey())
                            .isEqualTo(json.path("id").asText())
                            .isEqualTo(json.at("/resource/0").asText() + "-"
                                    + json.path("code").asText());
                    assertThat(json.path("url").asText())
                            .isEqualTo("https://throughline.example/fhir/OperationDefinition/" + entry.getKey());
                    assertThat(json.path("description").asText())
                            .hasSizeGreaterThan(60)
                            .doesNotContain("{", "|", "_has");
                    assertThat(json.path("title").asText()).isNotEmpty();
                    json.path("parameter")
                            .forEach(parameter -> assertThat(
                                            parameter.path("documentation").asText())
                                    .isNotEmpty());
                }));
    }

    @Test
    void all_hold_together() {
        assertThat(new NamedQueries(NamedQueryDefinitions.load(), Clock.systemUTC()).of("Task"))
                .hasSizeGreaterThan(1);
    }
}
