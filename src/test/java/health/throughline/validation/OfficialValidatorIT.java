package health.throughline.validation;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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
                                file.toString(), () -> assertThat(errors(file)).isEmpty()))
                        .forEach(tests::add);
            }
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    private static boolean counts(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.endsWith(".json") && !name.endsWith(".expected.json") && !name.contains("/invalid/");
    }

    private static List<String> errors(Path file) throws IOException {
        ObjectNode resource = FhirJson.parse(Files.readAllBytes(file));
        List<String> profiles = new ArrayList<>();
        resource.path("meta").path("profile").forEach(claim -> profiles.add(claim.asText()));
        profiles.removeIf(profile -> !profile.startsWith(Canonicals.BASE + "/"));
        assertThat(profiles)
                .allMatch(profile -> VALIDATORS.knows(Canonical.of(profile).url()));
        return VALIDATORS.validate(FhirJson.bytes(resource), profiles, true).stream()
                .filter(OfficialValidatorIT::isError)
                .map(message -> file + ": " + message.getLocation() + ": " + message.getMessage())
                .toList();
    }

    private static boolean isError(ValidationMessage message) {
        return message.getLevel() == IssueSeverity.ERROR || message.getLevel() == IssueSeverity.FATAL;
    }
}
