/** Attacks on authorization, by the groups of the catalogue. */
@NullMarked
package health.throughline.auth.attack;

import org.jspecify.annotations.NullMarked;
