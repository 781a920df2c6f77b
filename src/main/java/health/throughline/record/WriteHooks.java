package health.throughline.record;

import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.validation.ResourceValidator;
import java.util.List;

/**
 * What takes part in writes besides the writer.
 *
 * @param validator who decides whether a resource may be stored
 * @param integrity who sees to it that what is referred to is there
 * @param listeners who watches the writing of definitions
 * @param derivations what follows from resources
 */
public record WriteHooks(
        ResourceValidator validator,
        ReferenceIntegrity integrity,
        List<WriteListener> listeners,
        List<Derivation> derivations) {}
