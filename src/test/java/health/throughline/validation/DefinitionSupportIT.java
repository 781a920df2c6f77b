package health.throughline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.SpecificationExamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The validator finds with our definitions, read one by one, what it finds with HAPI's, read all at once. */
class DefinitionSupportIT {

    /** Every how many examples of the specification one is taken. */
    private static final int STEP = 40;

    private static final ValidatorPool OURS =
            OfflineCodes.validators(OfflineCodes.definitions((type, name) -> Optional.empty()));
    private static final FhirValidator THEIRS = theirs();

    private static FhirValidator theirs() {
        FhirInstanceValidator validator = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(Fhir.context()),
                new CommonCodeSystemsTerminologyService(Fhir.context()),
                new InMemoryTerminologyServerValidationSupport(Fhir.context()),
                new SnapshotGeneratingValidationSupport(Fhir.context())));
        validator.setAnyExtensionsAllowed(true);
        validator.setErrorForUnknownProfiles(false);
        validator.setNoExtensibleWarnings(true);
        validator.setAssumeValidRestReferences(true);
        validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        return Fhir.context().newValidator().registerValidatorModule(validator);
    }

    @TestFactory
    Stream<DynamicTest> finds_the_same_in() {
        List<String> examples = SpecificationExamples.smallJson();
        return Stream.iterate(0, at -> at < examples.size(), at -> at + STEP)
                .map(examples::get)
                .map(example -> DynamicTest.dynamicTest(example, () -> {
                    ObjectNode resource = FhirJson.parse(SpecificationExamples.bytes(example));
                    same(resource);
                    // and with something missing, so that there is something to find
                    resource.remove(List.of("status", "code", "text", "name", "subject", "kind"));
                    same(resource);
                }));
    }

    private static void same(ObjectNode resource) {
        byte[] content = FhirJson.bytes(Claims.without(resource));
        assertThat(errors(OURS.validate(content, List.of(), false)))
                .isEqualTo(errors(THEIRS.validateWithResult(new String(content, StandardCharsets.UTF_8))));
    }

    /**
     * Without those about codes, which come from our own terminology, about answers, which are not looked at when writing, and
     * about snapshots, for which HAPI's looks on the internet.
     */
    private static boolean counts(String message) {
        return Stream.of("code", "value set", "Questionnaire", "generating Snapshot")
                .noneMatch(message::contains);
    }

    private static TreeSet<String> errors(List<ValidationMessage> messages) {
        TreeSet<String> errors = new TreeSet<>();
        messages.stream()
                .filter(message ->
                        message.getLevel() == IssueSeverity.ERROR || message.getLevel() == IssueSeverity.FATAL)
                .filter(message -> counts(message.getMessage()))
                .forEach(message -> errors.add(message.getLocation() + ": " + message.getMessage()));
        return errors;
    }

    private static TreeSet<String> errors(ValidationResult result) {
        TreeSet<String> errors = new TreeSet<>();
        result.getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .filter(message -> counts(message.getMessage()))
                .forEach(message -> errors.add(message.getLocationString() + ": " + message.getMessage()));
        return errors;
    }
}
