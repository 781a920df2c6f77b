package health.throughline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/resourcelist.html */
class FhirTest {

    @Test
    void the_resource_types_are_those_of_the_model_but_for_parameters() {
        Set<String> expected = new TreeSet<>(Fhir.context().getResourceTypes());
        expected.removeAll(Set.of("Parameters", "Resource", "DomainResource"));
        assertThat(Fhir.resourceTypes()).containsExactlyElementsOf(expected).hasSize(145);
    }
}
