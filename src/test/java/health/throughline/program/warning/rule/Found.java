package health.throughline.program.warning.rule;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.engine.RuleSettings;
import health.throughline.program.warning.engine.ShippedRules;
import java.util.List;

/** What a rule finds under the parameters that ship. */
final class Found {

    private static final RuleSettings SETTINGS = ShippedRules.settings(ShippedDefinitions.load(List.of()));

    private Found() {}

    static List<Warning> by(String code, PatientPicture picture) {
        return Rules.ALL.stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow()
                .assess(picture, SETTINGS.of(code));
    }
}
