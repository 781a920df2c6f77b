package health.throughline.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.SpecificationExamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/downloads.html: the JSON examples of the specification have the structure R4 asks for. */
class SpecificationExamplesTest {

    /** Examples that are wrong themselves, by the issue that says so, and why it is no fault of ours. */
    private enum Wrong {
        GENERATED_QUESTIONNAIRE_WITHOUT_LINK_ID("-questionnaire.json", "required Questionnaire.item.*linkId"),
        EXTENSION_PARAMETER_WITHOUT_BASE(
                "-extensions-(CodeSystem|ValueSet)-\\w+.json", "required SearchParameter.base"),
        ID_OF_70_CHARACTERS("QuestionnaireResponse-item-subject.json", "value SearchParameter.id"),
        NARRATIVE_OF_BLANKS_BREAKS_TXT_2(
                "(activitydefinition|eventdefinition|questionnaire)-.*.json", "value \\w+.text.div");

        private final String files;
        private final String issue;

        Wrong(String files, String issue) {
            this.files = files;
            this.issue = issue;
        }

        private boolean covers(String path, Issue found) {
            return path.matches(".*" + files) && (found.code() + " " + found.expression()).matches(issue);
        }
    }

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
                .filter(issue -> List.of(Wrong.values()).stream().noneMatch(wrong -> wrong.covers(path, issue)))
                .map(issue -> path + " " + issue)
                .toList();
    }
}
