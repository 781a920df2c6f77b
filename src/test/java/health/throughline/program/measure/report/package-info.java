/** Tests of the package of this name. */
@NullMarked
package health.throughline.program.measure.report;

import org.jspecify.annotations.NullMarked;
