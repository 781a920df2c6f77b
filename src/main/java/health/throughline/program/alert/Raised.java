package health.throughline.program.alert;

import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;

/**
 * A finding of a rule with what the programme has set of it.
 *
 * @param warning what was found
 * @param rule the settings in force
 */
public record Raised(Warning warning, RuleParameters rule) {

    boolean shadow() {
        return rule.mode() == RuleParameters.Mode.SHADOW;
    }

    /** Whether somebody has to do something about it. */
    boolean owed() {
        return !shadow() && !warning.amber();
    }
}
