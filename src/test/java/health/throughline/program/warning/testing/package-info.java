/** Writes pictures of patients short. */
@NullMarked
package health.throughline.program.warning.testing;

import org.jspecify.annotations.NullMarked;
