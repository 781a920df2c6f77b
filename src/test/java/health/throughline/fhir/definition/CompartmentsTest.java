package health.throughline.fhir.definition;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import health.throughline.fhir.Fhir;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/compartmentdefinition.html */
class CompartmentsTest {

    @Test
    void the_list_is_that_of_the_model_classes() {
        for (String compartment : List.of("Device", "Encounter", "Patient", "Practitioner", "RelatedPerson")) {
            for (String type : Fhir.resourceTypes()) {
                Set<String> expected = new TreeSet<>();
                for (RuntimeSearchParam parameter :
                        Fhir.context().getResourceDefinition(type).getSearchParams()) {
                    Set<String> memberOf = parameter.getProvidesMembershipInCompartments();
                    if (memberOf != null && memberOf.contains(compartment)) {
                        expected.add(parameter.getName());
                    }
                }
                assertThat(Compartments.parameters(compartment, type))
                        .as("%s in compartment %s", type, compartment)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }
}
