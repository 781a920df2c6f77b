package health.throughline.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.SpecificationExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/resourcelist.html: the compiled shapes agree with every definition HL7 published. */
class PublishedDefinitionsTest {

    private final List<String> differences = new ArrayList<>();
    private int elements;

    @Test
    void every_element_has_the_number_the_flags_and_the_choices_it_was_published_with() {
        for (String file : List.of("profiles-resources", "profiles-types")) {
            JsonNode bundle = FhirJson.parse(SpecificationExamples.bytes("json/spec/" + file + ".json"));
            for (JsonNode entry : bundle.get("entry")) {
                compare(entry.get("resource"));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(elements).isGreaterThan(7000);
    }

    private void compare(JsonNode definition) {
        String type = definition.path("type").asText();
        boolean concrete = definition.path("resourceType").asText().equals("StructureDefinition")
                && !definition.path("abstract").asBoolean()
                && !definition.path("derivation").asText().equals("constraint")
                && Set.of("resource", "complex-type")
                        .contains(definition.path("kind").asText());
        if (concrete) {
            Composite root = Schema.resource(type) == null ? Schema.datatype(type) : Schema.resource(type);
            for (JsonNode element : definition.at("/snapshot/element")) {
                compare(root, element);
            }
        }
    }

    private void compare(@Nullable Composite root, JsonNode published) {
        List<String> names = List.of(published.get("path").asText().split("\\."));
        Composite owner = root;
        for (int i = 1; i < names.size() - 1 && owner != null; i++) {
            Slot slot = owner.shape().slot(names.get(i));
            owner = slot != null && slot.element().type() instanceof Composite inner ? inner : null;
        }
        if (names.size() > 1 && owner != null) {
            compare(owner.shape(), names.get(names.size() - 1), published);
        } else if (names.size() > 1) {
            differences.add(published.get("path").asText() + " is missing");
        }
    }

    private void compare(Shape shape, String name, JsonNode published) {
        elements++;
        Set<String> wanted = new TreeSet<>();
        if (name.endsWith("[x]")) {
            for (JsonNode type : published.get("type")) {
                wanted.add(name.replace("[x]", "")
                        + Datatypes.suffix(type.get("code").asText()));
            }
        } else {
            wanted.add(name);
        }
        Slot slot = shape.slot(wanted.iterator().next());
        String found = slot == null ? "nothing" : text(new TreeSet<>(shape.variants(slot.bit())), slot.element());
        String expected = wanted + " required=" + (published.get("min").asInt() > 0) + " many="
                + !published.get("max").asText().equals("1")
                + " summary=" + published.path("isSummary").asBoolean()
                + " modifier=" + published.path("isModifier").asBoolean();
        if (!found.equals(expected)) {
            differences.add(published.get("path").asText() + ": " + found + " instead of " + expected);
        }
    }

    private static String text(Set<String> names, Element element) {
        Element.Traits traits = element.traits();
        return names.stream().collect(Collectors.joining(", ", "[", "]")) + " required=" + traits.required() + " many="
                + traits.many() + " summary=" + traits.summary() + " modifier=" + traits.modifier();
    }
}
