package health.throughline.fhir.definition;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codes of consents and labels that R4 does not have yet, beside those it has. */
class AmendedDefinitionsTest {

    private static final Canonical ACT = Canonical.of("http://terminology.hl7.org/CodeSystem/v3-ActCode");

    private final AmendedDefinitions definitions = new AmendedDefinitions(new BundledDefinitions());

    @Test
    void a_code_system_of_R4_has_its_codes_and_those_added_since() {
        CodeSystem act = definitions.find("CodeSystem", ACT).map(CodeSystem::of).orElseThrow();

        assertThat(act.below("_ActConsentDirective")).contains("42CFRPart2CD", "HIPAAAuthCD");
        assertThat(act.above("RedisclosureProhibitionMark")).contains("SecurityLabelMark", "SecurityPolicy");
        assertThat(act.below("_ActEncounterCode")).contains("VR", "AMB");
    }

    @Test
    void what_was_added_to_a_code_system_that_R4_does_not_know_stands_alone() {
        Canonical category = Canonical.of("http://hl7.org/fhir/us/core/CodeSystem/careplan-category");

        assertThat(definitions
                        .find("CodeSystem", category)
                        .orElseThrow()
                        .at("/concept/0/code")
                        .asText())
                .isEqualTo("assess-plan");
        assertThat(definitions.find("CodeSystem", new Canonical(category.url(), "1.0")))
                .isEmpty();
    }

    @Test
    void a_value_set_of_the_same_name_is_left_as_it_is() {
        assertThat(definitions.find("ValueSet", ACT)).isEmpty();
    }

    @Test
    void they_are_no_definitions_that_ship_for_they_would_hide_those_of_R4() {
        assertThat(ShippedDefinitions.load(List.of()).find("CodeSystem", ACT)).isEmpty();
    }
}
