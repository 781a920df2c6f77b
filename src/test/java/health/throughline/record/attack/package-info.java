/** Attacks on the authorization, by group of the catalogue. */
@NullMarked
package health.throughline.record.attack;

import org.jspecify.annotations.NullMarked;
