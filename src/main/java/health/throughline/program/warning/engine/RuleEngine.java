package health.throughline.program.warning.engine;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.WarningRule;
import java.util.ArrayList;
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
        List<Assessed> found = new ArrayList<>();
        for (WarningRule rule : rules) {
            if (timings.contains(rule.timing())) {
                found.addAll(assess(picture, rule, settings.of(rule.code())));
            }
        }
        return List.copyOf(found);
    }

    /** What one rule finds under given settings, such as those of another version of it; nothing when it is off. */
    public static List<Assessed> assess(PatientPicture picture, WarningRule rule, RuleParameters parameters) {
        return parameters.mode() == RuleParameters.Mode.OFF
                ? List.of()
                : rule.assess(picture, parameters).stream()
                        .map(warning -> new Assessed(warning, parameters))
                        .toList();
    }
}
