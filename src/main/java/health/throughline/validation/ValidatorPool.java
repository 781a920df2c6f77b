package health.throughline.validation;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HL7's validators, kept for the next resource: to make one takes ten times as long as to use it. Each is used by one thread
 * at a time.
 */
final class ValidatorPool {

    private final DefinitionSupport support;
    private final AtomicReference<Generation> current = new AtomicReference<>();

    /** Validators made from the same definitions. */
    private record Generation(WorkerContext context, ConcurrentLinkedQueue<InstanceValidator> idle) {}

    ValidatorPool(DefinitionSupport support) {
        this.support = support;
        renew();
    }

    /** Forgets what was made of definitions that have changed. */
    void renew() {
        support.invalidateCaches();
        ValidationSupportChain chain =
                new ValidationSupportChain(support, new SnapshotGeneratingValidationSupport(support.getFhirContext()));
        current.set(new Generation(new WorkerContext(chain), new ConcurrentLinkedQueue<>()));
    }

    boolean knows(String profile) {
        return support.fetchStructureDefinition(profile) != null;
    }

    /**
     * What HL7's validator says of a resource.
     *
     * @param profiles those it is held against, all of them known; R4's own rules for its type when empty
     */
    List<ValidationMessage> validate(byte[] json, List<String> profiles) {
        Generation generation = current.get();
        InstanceValidator idle = generation.idle().poll();
        InstanceValidator validator = idle == null ? make(generation.context()) : idle;
        List<StructureDefinition> structures = new ArrayList<>();
        for (String profile : profiles) {
            structures.add(generation.context().fetchResource(StructureDefinition.class, profile));
        }
        List<ValidationMessage> messages = new ArrayList<>();
        validator.validate(null, messages, new ByteArrayInputStream(json), FhirFormat.JSON, structures);
        generation.idle().add(validator);
        return messages;
    }

    private static InstanceValidator make(WorkerContext context) {
        InstanceValidator validator = new InstanceValidator(
                context,
                new FhirInstanceValidator.NullEvaluationContext(),
                new XVerExtensionManagerOld(context),
                new ValidatorSession(),
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
