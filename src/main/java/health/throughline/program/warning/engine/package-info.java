/** Runs the rules of early warning as a programme has set them. */
@NullMarked
package health.throughline.program.warning.engine;

import org.jspecify.annotations.NullMarked;
