package health.throughline.fhir.structure;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import health.throughline.fhir.Fhir;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The compiled definitions, each made when it is first asked for. */
final class Schema {

    private static final Set<String> RESOURCES = resources();
    private static final Map<String, Composite> BY_TYPE = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Composite> BY_CLASS = new ConcurrentHashMap<>();
    private static final Composite ELEMENT = new Composite("Element", Schema::elementShape);

    private Schema() {}

    private static Set<String> resources() {
        Set<String> types = new HashSet<>(Fhir.context().getResourceTypes());
        types.removeAll(List.of("Resource", "DomainResource"));
        return Set.copyOf(types);
    }

    /** @return null when R4 has no such resource type */
    static @Nullable Composite resource(String type) {
        Composite known = BY_TYPE.get(type);
        if (known == null && RESOURCES.contains(type)) {
            known = composite(Fhir.context().getResourceDefinition(type));
            BY_TYPE.put(type, known);
        }
        return known;
    }

    static Composite composite(BaseRuntimeElementCompositeDefinition<?> definition) {
        return BY_CLASS.computeIfAbsent(
                definition.getImplementingClass(),
                type -> new Composite(definition.getName(), () -> ShapeCompiler.compile(definition)));
    }

    static Composite datatype(String name) {
        var definition = Fhir.context().getElementDefinition(name);
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            return composite(composite);
        }
        throw new IllegalArgumentException("No complex datatype " + name);
    }

    /** What every element may have: an id and extensions. */
    static Composite element() {
        return ELEMENT;
    }

    private static Shape elementShape() {
        Element.Traits once = new Element.Traits(false, false, false, false);
        Element.Traits often = new Element.Traits(false, true, false, false);
        Shape shape = new Shape();
        shape.add(List.of(new Element("id", "id", Primitive.STRING, once)), true);
        shape.add(List.of(new Element("extension", "extension", datatype("Extension"), often)), false);
        return shape;
    }
}
