package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.List;

/** One operation of a FHIRPath Patch. */
sealed interface PathOperation {

    void apply(ObjectNode resource);

    /** Appends an element to a list, or sets one that is not there yet. */
    record Add(int index, PathExpression path, String name, NewValue value) implements PathOperation {

        @Override
        public void apply(ObjectNode resource) {
            ElementPath found = Matches.one(index, path.find(resource));
            ObjectNode owner = found.object(index, resource);
            Definition definition = found.definition(index, resource);
            Member member = value.member(definition, name);
            for (String variant : definition.variants(member)) {
                if (!variant.equals(member.name()) && (owner.has(variant) || owner.has("_" + variant))) {
                    throw Patch.misfit(index, "adds a second datatype to a choice; use replace");
                }
            }
            Spot.into(owner, member).append(index, value.pair(member));
        }
    }

    /** Puts an element into a list at a place. */
    record Insert(int index, PathExpression path, int at, NewValue value) implements PathOperation {

        @Override
        public void apply(ObjectNode resource) {
            Spot list = Matches.list(index, resource, path.find(resource));
            if (at > list.size()) {
                throw Patch.misfit(index, "inserts beyond the end of the list");
            }
            list.insert(at, value.pair(list.member()));
        }
    }

    /** Removes an element; that there is none to remove is no error. */
    record Delete(int index, PathExpression path) implements PathOperation {

        @Override
        public void apply(ObjectNode resource) {
            List<ElementPath> found = path.find(resource);
            if (!found.isEmpty()) {
                Matches.one(index, found).spot(index, resource).remove();
            }
        }
    }

    /** Puts a value in place of another, which for a choice may be of another datatype. */
    record Replace(int index, PathExpression path, NewValue value) implements PathOperation {

        @Override
        public void apply(ObjectNode resource) {
            ElementPath found = Matches.one(index, path.find(resource));
            Spot spot = found.spot(index, resource);
            Member member = value.member(found.parent().definition(index, resource), found.name());
            ValuePair pair = value.pair(member);
            spot.remove();
            if (member.many()) {
                spot.insert(spot.index(), pair);
            } else {
                Spot.into(spot.owner(), member).append(index, pair);
            }
        }
    }

    /** Moves an element within its list: taken out first, then put in. */
    record Move(int index, PathExpression path, int source, int destination) implements PathOperation {

        @Override
        public void apply(ObjectNode resource) {
            Spot list = Matches.list(index, resource, path.find(resource));
            if (source >= list.size() || destination >= list.size()) {
                throw Patch.misfit(index, "moves from or to a place that is not in the list");
            }
            ValuePair moved = new Spot(list.owner(), list.member(), source).remove();
            list.insert(destination, moved);
        }
    }
}
