/** Tests of the package of this name. */
@NullMarked
package health.throughline.program.measure.catalogue;

import org.jspecify.annotations.NullMarked;
