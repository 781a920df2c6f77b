/** The catalogue of attacks on input, group by group (C1 to C18): what is tried, and that it does no harm. */
@NullMarked
package health.throughline.server.attack;

import org.jspecify.annotations.NullMarked;
