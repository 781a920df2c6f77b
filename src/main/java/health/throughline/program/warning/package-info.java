/**
 * Early warning: what is known of a patient on a day, and the rules that look at it. To add a rule: one class in
 * {@code rule} that implements WarningRule and one ActivityDefinition {@code alert-<code>} with its parameters.
 */
@NullMarked
package health.throughline.program.warning;

import org.jspecify.annotations.NullMarked;
