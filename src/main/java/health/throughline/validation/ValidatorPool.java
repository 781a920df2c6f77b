package health.throughline.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import health.throughline.fhir.Fhir;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HL7's validators, kept for the next resource: to make one takes ten times as long as to use it. There are no more of them
 * than processors; whoever comes when all are busy waits.
 */
final class ValidatorPool {

    /** They remember what they have seen, for summaries that nobody asks for, and never forget it. */
    private static final int MOST_USES = 250;

    private static final Logger LOG = LoggerFactory.getLogger(ValidatorPool.class);

    private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final DefinitionSupport definitions;
    private final IValidationSupport codes;
    private final AtomicReference<Generation> current = new AtomicReference<>();

    /** Validators made from the same definitions. */
    private record Generation(WorkerContext context, ConcurrentLinkedQueue<ReusedValidator> idle) {}

    ValidatorPool(DefinitionSupport definitions, IValidationSupport codes) {
        this.definitions = definitions;
        this.codes = codes;
        renew();
    }

    /** Forgets what was made of definitions that have changed. */
    void renew() {
        definitions.invalidateCaches();
        ValidationSupportChain chain = new ValidationSupportChain(
                definitions,
                codes,
                new CommonCodeSystemsTerminologyService(Fhir.context()),
                new SnapshotGeneratingValidationSupport(Fhir.context()));
        current.set(new Generation(new WorkerContext(chain), new ConcurrentLinkedQueue<>()));
    }

    boolean knows(String profile) {
        return definitions.fetchStructureDefinition(profile) != null;
    }

    /**
     * What HL7's validator says of a resource.
     *
     * @param profiles those it is held against, all of them known; R4's own rules for its type when empty
     * @param answers whether a response is also held against its questionnaire
     */
    List<ValidationMessage> validate(byte[] json, List<String> profiles, boolean answers) {
        room.acquireUninterruptibly();
        try {
            Generation generation = Objects.requireNonNull(current.get());
            ReusedValidator idle = generation.idle().poll();
            ReusedValidator validator = idle == null ? new ReusedValidator(generation.context()) : idle;
            List<ValidationMessage> messages = validator.validate(json, profiles, answers);
            if (validator.uses() < MOST_USES) {
                generation.idle().add(validator);
            }
            return messages;
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(failed(e));
        } finally {
            room.release();
        }
    }

    /** HL7's validator has its faults; what it cannot judge, it does not refuse. */
    private static ValidationMessage failed(Throwable fault) {
        LOG.warn("HL7's validator failed: {}", fault.getClass().getName());
        ValidationMessage message = new ValidationMessage();
        message.setLevel(IssueSeverity.WARNING).setType(IssueType.EXCEPTION);
        return message.setMessage("The validator failed on this resource, so it was not checked against profiles");
    }
}
