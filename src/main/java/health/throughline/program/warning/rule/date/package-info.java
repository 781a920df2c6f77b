/** Rules that look at dates: what did not happen, and what is coming up. */
@NullMarked
package health.throughline.program.warning.rule.date;

import org.jspecify.annotations.NullMarked;
