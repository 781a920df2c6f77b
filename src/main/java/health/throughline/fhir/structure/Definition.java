package health.throughline.fhir.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What R4 allows in one kind of object, for code that reads or changes trees by element name. */
public final class Definition {

    private final Composite composite;

    private Definition(Composite composite) {
        this.composite = composite;
    }

    /** @return empty when R4 has no such resource type */
    public static Optional<Definition> ofResource(String type) {
        return Optional.ofNullable(Schema.resource(type)).map(Definition::new);
    }

    /** What may stand beside a primitive value: an id and extensions. */
    public static Definition ofPrimitive() {
        return new Definition(Schema.element());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Definition definition && definition.composite == composite;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(composite);
    }

    public boolean isResource() {
        return composite.isResource();
    }

    public boolean isExtension() {
        return composite.isExtension();
    }

    /** The member of this JSON name: {@code valueQuantity}, not {@code value}. */
    public Optional<Member> member(String name) {
        Slot slot = composite.shape().slot(name);
        return slot == null || slot.sibling() ? Optional.empty() : Optional.of(new Member(slot.element()));
    }

    /** The member of an element name: the element itself, or the variant of a choice that has the datatype. */
    public Optional<Member> member(String element, String datatype) {
        String base = element.replace("[x]", "");
        Optional<Member> plain = member(base);
        return plain.isPresent() ? plain : member(base + Datatypes.suffix(datatype));
    }

    /** The JSON names that stand for the same element: all variants of a choice, else the name alone. */
    public List<String> variants(Member member) {
        return composite.shape().variants(composite.shape().bit(member.name()));
    }

    /** In the order of the definition, which is that of XML. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (Slot slot : composite.shape().slots()) {
            if (!slot.sibling()) {
                members.add(new Member(slot.element()));
            }
        }
        return members;
    }

    /** One JSON member that a definition allows. */
    public record Member(
            String name, String datatype, Form form, boolean many, boolean choice, Optional<Definition> definition) {

        /** The JSON form of a member's value. */
        public enum Form {
            BOOLEAN,
            NUMBER,
            TEXT,
            XHTML,
            OBJECT,
            RESOURCE;

            public boolean isPrimitive() {
                return this == BOOLEAN || this == NUMBER || this == TEXT;
            }
        }

        private Member(Element element) {
            this(
                    element.name(),
                    element.type().typeName(),
                    element.type().form(),
                    element.traits().many(),
                    element.isChoice(),
                    element.type() instanceof Composite inner ? Optional.of(new Definition(inner)) : Optional.empty());
        }
    }
}
