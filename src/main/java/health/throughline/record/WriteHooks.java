package health.throughline.record;

import health.throughline.validation.ResourceValidator;
import java.util.List;

/**
 * What takes part in writes besides the writer.
 *
 * @param validator who decides whether a resource may be stored
 * @param listeners who watches the writing of definitions
 * @param derivations what follows from resources
 */
public record WriteHooks(ResourceValidator validator, List<WriteListener> listeners, List<Derivation> derivations) {}
