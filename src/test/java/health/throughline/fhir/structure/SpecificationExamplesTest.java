package health.throughline.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.SpecificationExamples;
import health.throughline.fhir.WrongExample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/downloads.html: the JSON examples of the specification have the structure R4 asks for. */
class SpecificationExamplesTest {

    @Test
    void every_example_of_the_specification_passes_but_those_known_to_be_wrong() {
        List<String> failures = new ArrayList<>();
        int resources = 0;
        for (String path : SpecificationExamples.json()) {
            ObjectNode resource = FhirJson.parse(SpecificationExamples.bytes(path));
            if (Schema.resource(resource.path("resourceType").asText()) != null) {
                resources++;
                failures.addAll(failures(path, resource));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(resources).isGreaterThan(2900);
    }

    private static List<String> failures(String path, ObjectNode resource) {
        return StructureCheck.issues(resource).stream()
                .filter(issue -> WrongExample.known(path, issue.code() + " " + issue.expression())
                        .isEmpty())
                .map(issue -> path + " " + issue)
                .toList();
    }
}
