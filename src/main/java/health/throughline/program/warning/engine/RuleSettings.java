package health.throughline.program.warning.engine;

import health.throughline.program.warning.RuleParameters;

/** What the programme has set of each rule: the stored ActivityDefinition {@code alert-<code>}, else the one that ships. */
public final class RuleSettings {

    /** @throws IllegalStateException when there is none */
    public RuleParameters of(String code) {
        throw new IllegalStateException("There is no alert-" + code);
    }
}
