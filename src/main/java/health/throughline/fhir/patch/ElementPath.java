package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way from a resource down to one of its elements, by element names. */
record ElementPath(List<Step> steps) {

    static final ElementPath ROOT = new ElementPath(List.of());

    /** One element name, the datatype of the element, and its place among those of the name. */
    record Step(String name, String datatype, int index) {}

    private record Position(ObjectNode object, Definition definition) {}

    ElementPath child(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ElementPath(List.copyOf(longer));
    }

    ElementPath parent() {
        return new ElementPath(steps.subList(0, steps.size() - 1));
    }

    String name() {
        return steps.get(steps.size() - 1).name();
    }

    /** The object that the element is; for a primitive the one beside it, which may be new. */
    ObjectNode object(int operation, ObjectNode resource) {
        return position(operation, resource).object();
    }

    Definition definition(int operation, ObjectNode resource) {
        return position(operation, resource).definition();
    }

    Spot spot(int operation, ObjectNode resource) {
        if (steps.isEmpty()) {
            throw Patch.misfit(operation, "would replace or remove the whole resource");
        }
        Position owner = parent().position(operation, resource);
        Step last = steps.get(steps.size() - 1);
        return new Spot(owner.object(), member(operation, owner, last), last.index());
    }

    private Position position(int operation, ObjectNode resource) {
        Position at = new Position(resource, definitionOf(operation, resource));
        for (Step step : steps) {
            at = down(operation, at, step);
        }
        return at;
    }

    private static Position down(int operation, Position at, Step step) {
        Member member = member(operation, at, step);
        if (member.form().isPrimitive()) {
            return new Position(sibling(at.object(), member, step.index()), Definition.ofPrimitive());
        }
        JsonNode value = at.object().path(member.name());
        if (!((member.many() ? value.path(step.index()) : value) instanceof ObjectNode object)) {
            throw Patch.misfit(operation, "has a path to something that has no elements");
        }
        return new Position(object, member.definition().orElseGet(() -> definitionOf(operation, object)));
    }

    private static ObjectNode sibling(ObjectNode owner, Member member, int index) {
        String name = "_" + member.name();
        if (!member.many()) {
            return owner.withObjectProperty(name);
        }
        var items = owner.withArrayProperty(name);
        while (items.size() < Math.max(owner.path(member.name()).size(), index + 1)) {
            items.addNull();
        }
        if (items.get(index).isNull()) {
            items.set(index, items.objectNode());
        }
        return (ObjectNode) items.get(index);
    }

    private static Member member(int operation, Position at, Step step) {
        return at.definition()
                .member(step.name(), step.datatype())
                .orElseThrow(() -> Patch.misfit(operation, "has a path to what cannot be changed"));
    }

    private static Definition definitionOf(int operation, ObjectNode resource) {
        Optional<Definition> definition =
                Definition.ofResource(resource.path("resourceType").asText());
        return definition.orElseThrow(() -> Patch.misfit(operation, "has a path into something that is no resource"));
    }
}
