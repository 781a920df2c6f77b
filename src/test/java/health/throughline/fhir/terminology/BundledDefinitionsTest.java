package health.throughline.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What R4 publishes, read from its own files. */
class BundledDefinitionsTest {

    private final BundledDefinitions bundled = new BundledDefinitions();

    private Expansion expansion(String url) {
        ObjectNode valueSet = bundled.find("ValueSet", Canonical.of(url)).orElseThrow();
        return new ValueSetExpander(
                        name -> bundled.find("ValueSet", name),
                        name -> bundled.find("CodeSystem", name).map(CodeSystem::of),
                        10_000)
                .expand(valueSet);
    }

    @Test
    void value_sets_of_R4_of_v2_and_of_v3_are_found_and_expanded() {
        assertThat(expansion("http://hl7.org/fhir/ValueSet/administrative-gender")
                        .codes()
                        .get("http://hl7.org/fhir/administrative-gender"))
                .containsExactlyInAnyOrder("male", "female", "other", "unknown");
        assertThat(expansion("http://terminology.hl7.org/ValueSet/v2-0927").members())
                .isNotEmpty();
        assertThat(expansion("http://terminology.hl7.org/ValueSet/v3-ActEncounterCode").members().stream()
                        .map(Expansion.Member::code))
                .contains("AMB", "IMP", "ACUTE");
    }

    @Test
    void codes_of_v3_have_what_is_above_and_below_them() {
        CodeSystem act = bundled.find("CodeSystem", Canonical.of("http://terminology.hl7.org/CodeSystem/v3-ActCode"))
                .map(CodeSystem::of)
                .orElseThrow();
        assertThat(act.below("IMP")).contains("IMP", "ACUTE", "NONAC").doesNotContain("AMB");
        assertThat(act.above("ACUTE")).contains("ACUTE", "IMP", "_ActEncounterCode");
    }

    @Test
    void a_version_that_is_not_the_one_published_is_not_found() {
        assertThat(bundled.find("ValueSet", Canonical.of("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1")))
                .isPresent();
        assertThat(bundled.find("ValueSet", Canonical.of("http://hl7.org/fhir/ValueSet/administrative-gender|3.0")))
                .isEqualTo(Optional.empty());
    }
}
