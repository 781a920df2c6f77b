/** Control charts over one person's daily values. */
@NullMarked
package health.throughline.program.warning.chart;

import org.jspecify.annotations.NullMarked;
