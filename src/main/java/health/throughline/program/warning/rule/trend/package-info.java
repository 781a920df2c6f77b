/** Rules that look at how answers and scores change. */
@NullMarked
package health.throughline.program.warning.rule.trend;

import org.jspecify.annotations.NullMarked;
