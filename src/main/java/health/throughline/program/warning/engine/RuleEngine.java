package health.throughline.program.warning.engine;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.WarningRule;
import java.util.List;
import java.util.Set;

/** All rules over one picture. */
public final class RuleEngine {

    private final List<WarningRule> rules;
    private final RuleSettings settings;

    RuleEngine(List<WarningRule> rules, RuleSettings settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
    }

    public List<WarningRule> rules() {
        return rules;
    }

    /** What all rules that are not off find, in the order of the rules. */
    public List<Assessed> assess(PatientPicture picture) {
        return assess(picture, Set.of(WarningRule.Timing.values()));
    }

    /** The same of the rules of these timings. */
    public List<Assessed> assess(PatientPicture picture, Set<WarningRule.Timing> timings) {
        return List.of();
    }
}
