package health.throughline.program.warning.engine;

import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;

/**
 * A warning and the settings under which it was found.
 *
 * @param parameters whose mode says whether it is raised or counted
 */
public record Assessed(Warning warning, RuleParameters parameters) {}
