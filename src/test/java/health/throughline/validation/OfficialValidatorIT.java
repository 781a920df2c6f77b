package health.throughline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.Canonical;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HL7's validator has no objection to any definition or example that stands in this repository; it asks no network. */
class OfficialValidatorIT {

    private static final List<String> GATED = List.of("c-ssrs", "dast-10");
    private static final ValidatorPool VALIDATORS =
            OfflineCodes.validators(OfflineCodes.definitions(ShippedDefinitions.load(GATED)));

    @TestFactory
    Stream<DynamicTest> has_no_objection_to() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : ShippedDefinitions.FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(OfficialValidatorIT::counts)
                        .sorted()
                        .map(file -> DynamicTest.dynamicTest(
                                file.toString(),
                                () -> assertThat(errors(file, read(file))).isEmpty()))
                        .forEach(tests::add);
            }
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    /** A code that HL7's validator does not take, though the instrument does: extension accepted-coding. */
    private static final String ACCEPTED_CODING = "gad-7/examples/accepted-answer-more-days-than-not";

    /** Their form asks by enableWhenExpression, on which HL7's check of answers throws; AdaptiveFormIT stores their like. */
    private static final String EXPRESSION_FORM = "phq-9-adaptive/examples/";

    private static boolean counts(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.endsWith(".json")
                && !name.contains(ACCEPTED_CODING)
                && !name.contains(EXPRESSION_FORM)
                && !name.endsWith(".expected.json")
                && !name.contains("/invalid/");
    }

    private static ObjectNode read(Path file) throws IOException {
        return FhirJson.parse(Files.readAllBytes(file));
    }

    private static List<String> errors(Path file, ObjectNode resource) {
        List<String> profiles = new ArrayList<>();
        resource.path("meta").path("profile").forEach(claim -> profiles.add(claim.asText()));
        profiles.removeIf(profile -> !profile.startsWith(Canonicals.BASE + "/"));
        assertThat(profiles)
                .allMatch(profile -> VALIDATORS.knows(Canonical.of(profile).url()));
        return VALIDATORS.validate(FhirJson.bytes(Claims.without(resource)), profiles, true).stream()
                .filter(OfficialValidatorIT::isError)
                .map(message -> file + ": " + message.getLocation() + ": " + message.getMessage())
                .toList();
    }

    private static boolean isError(ValidationMessage message) {
        return message.getLevel() == IssueSeverity.ERROR
                || message.getLevel() == IssueSeverity.FATAL
                || message.getType() == IssueType.EXCEPTION;
    }

    /** So that an empty list of objections means something. */
    @ParameterizedTest
    @CsvSource({
        "questionnaires/phq-9/questionnaire.json, /item/2/linkId, 44250-9",
        "questionnaires/phq-9/questionnaire.json, /status, actve",
        "structure-definitions/iop-questionnaire-response.json, /differential/element/0/path, Nothing",
        "search-parameters/Task-due.json, /expression, Task.(",
    })
    void objects_to_what_is_wrong(String file, String pointer, String wrong) throws IOException {
        ObjectNode resource = read(Path.of("fhir-profiles", file));
        JsonPointer at = JsonPointer.compile(pointer);
        assertThat(resource.at(at).isTextual()).isTrue();
        ((ObjectNode) resource.at(at.head())).put(at.last().getMatchingProperty(), wrong);
        assertThat(errors(Path.of(file), resource)).isNotEmpty();
    }
}
