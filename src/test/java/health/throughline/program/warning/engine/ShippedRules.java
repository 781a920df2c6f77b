package health.throughline.program.warning.engine;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.rule.Rules;
import java.util.Optional;

/** The rules as they ship, without a server. */
public final class ShippedRules {

    private ShippedRules() {}

    public static RuleSettings settings(ShippedDefinitions shipped) {
        return new RuleSettings(key -> Optional.empty(), shipped::find, () -> 0);
    }

    public static RuleEngine engine(ShippedDefinitions shipped) {
        return new RuleEngine(Rules.ALL, settings(shipped));
    }
}
