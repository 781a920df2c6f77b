package health.throughline.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.VersionUtilities;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.hl7.fhir.validation.service.utils.QuestionnaireMode;
import org.jspecify.annotations.Nullable;

/** One of HL7's validators with what it needs to read a resource; for one thread at a time. */
final class ReusedValidator {

    /** Definitions that name other versions of FHIR are judged by R4: the validator would load the other versions. */
    private static final List<String> FHIR_VERSIONS = VersionUtilities.iterateCorePublishedVersions("1.0", "6.0");

    /** They only stand for the resources that are made of them, and are none yet. */
    private static final String TEMPLATES = "Questionnaire.contained[";

    static {
        // It would ask registries on the internet about packages that a resource names.
        ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
    }

    private final WorkerContext context;
    private final InstanceValidator validator;
    private final ProfileUtilities utilities;
    private int uses;

    ReusedValidator(WorkerContext context) {
        this.context = context;
        this.validator = validator(context);
        this.utilities = new ProfileUtilities(context, new ArrayList<>(), null, validator.getFHIRPathEngine());
    }

    /**
     * What it says of a resource.
     *
     * @param profiles those it is held against, all of them known; R4's own rules for its type when empty
     * @param answers whether a response is also held against its questionnaire
     */
    List<ValidationMessage> validate(byte[] json, List<String> profiles, boolean answers) {
        uses++;
        validator.setQuestionnaireMode(answers ? QuestionnaireMode.CHECK : QuestionnaireMode.NONE);
        List<ValidationMessage> messages = new ArrayList<>();
        try {
            for (ValidatedFragment fragment :
                    new TypedParser(context, utilities).parse(new ByteArrayInputStream(json))) {
                if (fragment.getElement() != null) {
                    validator.validate(null, fragment.getErrors(), null, fragment.getElement(), structures(profiles));
                }
                messages.addAll(fragment.getErrors());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        messages.removeIf(message ->
                message.getLocation() != null && message.getLocation().startsWith(TEMPLATES));
        return messages;
    }

    /** How often it has been used. */
    int uses() {
        return uses;
    }

    /** The validator may add to the list. */
    private List<StructureDefinition> structures(List<String> profiles) {
        List<StructureDefinition> structures = new ArrayList<>();
        for (String profile : profiles) {
            structures.add(context.fetchResource(StructureDefinition.class, profile));
        }
        return structures;
    }

    /** Finds the type of what it reads by its name; HL7's goes through all definitions there are. */
    private static final class TypedParser extends JsonParser {

        TypedParser(WorkerContext context, ProfileUtilities utilities) {
            super(context, utilities);
            setupValidation(ValidationPolicy.EVERYTHING);
        }

        @Override
        protected @Nullable StructureDefinition getDefinition(
                List<ValidationMessage> errors, int line, int column, String name) {
            @Nullable StructureDefinition type = context.fetchTypeDefinition(name);
            return type == null ? super.getDefinition(errors, line, column, name) : type;
        }
    }

    private static InstanceValidator validator(WorkerContext context) {
        ValidatorSession session = new ValidatorSession();
        FHIR_VERSIONS.forEach(version -> session.getOtherVersions().put(version, context));
        InstanceValidator validator = new InstanceValidator(
                context,
                new FhirInstanceValidator.NullEvaluationContext(),
                new XVerExtensionManagerOld(context),
                session,
                new ValidatorSettings());
        validator.setAnyExtensionsAllowed(true);
        validator.setErrorForUnknownProfiles(false);
        validator.setNoExtensibleWarnings(true);
        validator.setAssumeValidRestReferences(true);
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator.setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
        return validator;
    }
}
