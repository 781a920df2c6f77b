package health.throughline.search.reference;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** The codes and the texts in an element that a token parameter finds. */
final class Codes {

    private Codes() {}

    /**
     * One code; system and code are empty where there is none.
     *
     * @param implied whether the system comes from the element's definition and not from its content
     */
    record Code(String system, String code, boolean implied) {}

    static List<Code> of(Base value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream().map(Codes::coding).toList();
        }
        if (value instanceof Coding coding) {
            return List.of(coding(coding));
        }
        if (value instanceof Identifier identifier) {
            return List.of(code(identifier.getSystem(), identifier.getValue()));
        }
        if (value instanceof ContactPoint contact) {
            return List.of(code("", contact.getValue()));
        }
        if (value instanceof Enumeration<?> enumeration && enumeration.hasValue()) {
            return List.of(
                    new Code(Objects.toString(enumeration.toSystem(), ""), enumeration.getValueAsString(), true));
        }
        return value.isPrimitive() && value.hasPrimitiveValue() ? List.of(code("", value.primitiveValue())) : List.of();
    }

    private static Code coding(Coding coding) {
        return code(coding.getSystem(), coding.getCode());
    }

    private static Code code(@Nullable String system, @Nullable String code) {
        return new Code(Objects.toString(system, ""), Objects.toString(code, ""), false);
    }

    /** CodeableConcept.text, Coding.display and Identifier.type.text. */
    static List<String> texts(Base value) {
        Stream<String> texts = Stream.of();
        if (value instanceof CodeableConcept concept) {
            texts = Stream.concat(
                    Stream.of(Objects.toString(concept.getText(), "")),
                    concept.getCoding().stream().map(coding -> Objects.toString(coding.getDisplay(), "")));
        } else if (value instanceof Coding coding) {
            texts = Stream.of(Objects.toString(coding.getDisplay(), ""));
        } else if (value instanceof Identifier identifier) {
            texts = Stream.of(Objects.toString(identifier.getType().getText(), ""));
        }
        return texts.filter(text -> !text.isEmpty()).toList();
    }
}
