/** All rules of early warning, in one list. */
@NullMarked
package health.throughline.program.warning.rule;

import org.jspecify.annotations.NullMarked;
