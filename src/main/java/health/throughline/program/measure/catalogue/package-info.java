/** The measures of the programme, one class each. */
@NullMarked
package health.throughline.program.measure.catalogue;

import org.jspecify.annotations.NullMarked;
