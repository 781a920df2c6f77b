package health.throughline.record;

import health.throughline.fhir.privacy.SensitivityLabels;
import health.throughline.record.guard.BinaryContexts;
import health.throughline.record.guard.ChangeRule;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.validation.ResourceValidator;
import java.util.List;

/**
 * What takes part in writes besides the writer.
 *
 * @param validator who decides whether a resource may be stored
 * @param integrity who sees to it that what is referred to is there
 * @param labels who labels what is written
 * @param binaries who keeps Binaries beside what they belong to
 * @param listeners who watches the writing of definitions
 * @param derivations what follows from resources
 * @param rules what nobody may change by themselves
 */
public record WriteHooks(
        ResourceValidator validator,
        ReferenceIntegrity integrity,
        SensitivityLabels labels,
        BinaryContexts binaries,
        List<WriteListener> listeners,
        List<Derivation> derivations,
        List<ChangeRule> rules) {}
