/** A client's plans: their versions, what is shown of them when they are needed, and what of them helps. */
@NullMarked
package health.throughline.program.careplan;

import org.jspecify.annotations.NullMarked;
