package health.throughline.fhir.structure;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeDeclaredChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildAny;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import ca.uhn.fhir.context.RuntimeChildDirectResource;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeXhtmlHl7OrgDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns a definition of HAPI's R4 model into a shape. */
final class ShapeCompiler {

    private static final Element.Traits ONCE = new Element.Traits(false, false, true, false);

    private ShapeCompiler() {}

    static Shape compile(BaseRuntimeElementCompositeDefinition<?> definition) {
        Shape shape = new Shape();
        if (definition instanceof RuntimeResourceDefinition) {
            shape.add(List.of(new Element("resourceType", "resourceType", Primitive.CODE, ONCE)), true);
        }
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            boolean url = definition.getName().equals("Extension")
                    && child.getElementName().equals("url");
            shape.add(
                    variants(definition.getName(), child),
                    url || child.getElementName().equals("id"));
        }
        return shape;
    }

    private static List<Element> variants(String owner, BaseRuntimeChildDefinition child) {
        String base = child.getElementName();
        List<Element> variants = new ArrayList<>();
        for (String name : names(child)) {
            variants.add(new Element(name, base, type(owner, child, name), traits(owner, child)));
        }
        return variants;
    }

    private static Element.Traits traits(String owner, BaseRuntimeChildDefinition child) {
        boolean many = child.getMax() < 0 || child.getMax() > 1;
        boolean summary = child instanceof BaseRuntimeDeclaredChildDefinition declared && declared.isSummary();
        boolean modifier = child instanceof BaseRuntimeDeclaredChildDefinition declared && declared.isModifier();
        return new Element.Traits(
                child.getMin() > 0 || Corrections.isMandatory(owner, child.getElementName()),
                many,
                summary || Corrections.isSummary(owner, child.getElementName()),
                modifier);
    }

    private static Set<String> names(BaseRuntimeChildDefinition child) {
        if (child instanceof RuntimeChildChoiceDefinition choice && !(child instanceof RuntimeChildExtension)) {
            return choiceNames(choice);
        }
        return Set.of(child.getElementName());
    }

    /** HAPI's model also lists names that never occur in JSON, such as valueResource. */
    private static Set<String> choiceNames(RuntimeChildChoiceDefinition child) {
        Set<String> names = new LinkedHashSet<>();
        for (String datatype : Datatypes.OPEN) {
            String name = child.getElementName() + Datatypes.suffix(datatype);
            if (child instanceof RuntimeChildAny || child.getValidChildNames().contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static DataType type(String owner, BaseRuntimeChildDefinition child, String name) {
        return Corrections.datatype(owner, child.getElementName()).orElseGet(() -> type(child, name));
    }

    private static DataType type(BaseRuntimeChildDefinition child, String name) {
        if (child instanceof RuntimeChildExtension) {
            return Schema.datatype("Extension");
        }
        if (child instanceof RuntimeChildContainedResources) {
            return AnyResource.CONTAINED;
        }
        if (child instanceof RuntimeChildDirectResource) {
            return AnyResource.INLINE;
        }
        if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition coded) {
            return new CodeList(codes(coded.getBoundEnumType()));
        }
        return type(child.getChildByName(name));
    }

    private static DataType type(BaseRuntimeElementDefinition<?> definition) {
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            return Schema.composite(composite);
        }
        if (definition instanceof RuntimePrimitiveDatatypeXhtmlHl7OrgDefinition) {
            return Xhtml.DIV;
        }
        if (definition instanceof RuntimePrimitiveDatatypeDefinition) {
            return Primitive.named(definition.getName());
        }
        throw new IllegalStateException("No datatype for " + definition.getName());
    }

    /** HAPI's enumerations of codes have {@code toCode()}, and one constant more for "no code". */
    private static Set<String> codes(Class<? extends Enum<?>> type) {
        Set<String> codes = new TreeSet<>();
        try {
            var toCode = type.getMethod("toCode");
            for (Enum<?> constant : type.getEnumConstants()) {
                if (!constant.name().equals("NULL")) {
                    codes.add((String) toCode.invoke(constant));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read the codes of " + type, e);
        }
        return codes;
    }
}
