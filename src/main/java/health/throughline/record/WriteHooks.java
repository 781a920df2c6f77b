package health.throughline.record;

import java.util.List;

/**
 * What takes part in writes besides the writer.
 *
 * @param listeners who watches the writing of definitions
 * @param derivations what follows from resources
 */
public record WriteHooks(List<WriteListener> listeners, List<Derivation> derivations) {}
