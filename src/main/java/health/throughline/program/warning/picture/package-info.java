/** Reads from the record what early warning looks at. */
@NullMarked
package health.throughline.program.warning.picture;

import org.jspecify.annotations.NullMarked;
