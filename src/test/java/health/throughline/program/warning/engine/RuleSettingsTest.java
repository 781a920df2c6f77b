package health.throughline.program.warning.engine;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.RuleParameters.Mode;
import health.throughline.program.warning.Warning.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RuleSettingsTest {

    private static final ShippedDefinitions SHIPPED = ShippedDefinitions.load(List.of());

    private final Map<ResourceKey, ObjectNode> stored = new HashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final RuleSettings settings =
            new RuleSettings(key -> Optional.ofNullable(stored.get(key)), SHIPPED::find, changes::get);

    private void store(String version, String name, String value) {
        stored.put(
                new ResourceKey("ActivityDefinition", "alert-wellbeing-drop"),
                json(
                        "{'resourceType':'ActivityDefinition','version':'%s','extension':[{'url':"
                                + "'https://throughline.example/fhir/StructureDefinition/rule-parameter','extension':"
                                + "[{'url':'name','valueCode':'%s'},{'url':'value',%s}]}]}",
                        version, name, value));
        changes.incrementAndGet();
    }

    @Test
    void without_a_stored_one_a_rule_is_as_it_ships() {
        assertThat(settings.of("wellbeing-drop").number("change")).isEqualTo(10);
        assertThat(settings.of("wellbeing-drop").mode()).isEqualTo(Mode.ACTIVE);
        assertThat(settings.of("mood-cusum").mode()).isEqualTo(Mode.SHADOW);
    }

    @Test
    void what_is_stored_wins_at_once_and_what_it_leaves_out_is_as_it_ships() {
        assertThat(settings.of("wellbeing-drop").number("change")).isEqualTo(10);
        store("2.0.0", "change", "'valueDecimal':20");

        assertThat(settings.of("wellbeing-drop").number("change")).isEqualTo(20);
        assertThat(settings.of("wellbeing-drop").version()).isEqualTo("2.0.0");
        assertThat(settings.of("wellbeing-drop").number("threshold")).isEqualTo(50);
    }

    @Test
    void a_rule_can_be_put_into_the_shadow_or_off() {
        store("2", "mode", "'valueString':'shadow'");
        assertThat(settings.of("wellbeing-drop").mode()).isEqualTo(Mode.SHADOW);
        store("3", "mode", "'valueString':'off'");
        assertThat(settings.of("wellbeing-drop").mode()).isEqualTo(Mode.OFF);
    }

    @Test
    void what_is_for_information_is_low_and_for_the_dashboard() {
        assertThat(settings.of("high-risk-date").severity()).isEqualTo(Severity.LOW);
        assertThat(settings.of("high-risk-date").informs()).isTrue();
        assertThat(settings.of("help-now").informs()).isFalse();
    }

    @Test
    void a_code_without_a_definition_is_refused() {
        assertThatThrownBy(() -> settings.of("no-such")).hasMessageContaining("alert-no-such");
    }
}
