/** Protocols, as PlanDefinitions say them, applied to one client: what is to be done, by whom, and by when. */
@NullMarked
package health.throughline.program.protocol;

import org.jspecify.annotations.NullMarked;
