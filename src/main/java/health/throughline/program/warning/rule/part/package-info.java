/** What several rules reckon with. */
@NullMarked
package health.throughline.program.warning.rule.part;

import org.jspecify.annotations.NullMarked;
