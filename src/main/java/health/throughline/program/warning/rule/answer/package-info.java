/** Rules that look at single answers, scores and reports. */
@NullMarked
package health.throughline.program.warning.rule.answer;

import org.jspecify.annotations.NullMarked;
