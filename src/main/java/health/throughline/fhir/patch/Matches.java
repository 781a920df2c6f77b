package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a path must lead to: one element, or all elements of one list. */
final class Matches {

    private Matches() {}

    static ElementPath one(int operation, List<ElementPath> found) {
        if (found.size() != 1) {
            String number = found.isEmpty() ? "no element" : "more than one element";
            throw Patch.misfit(operation, "has a path that leads to " + number);
        }
        return found.get(0);
    }

    static Spot list(int operation, ObjectNode resource, List<ElementPath> found) {
        if (found.isEmpty()) {
            throw Patch.misfit(operation, "has a path that leads to no element");
        }
        Spot first = found.get(0).spot(operation, resource);
        for (ElementPath path : found) {
            if (!first.sharesListWith(path.spot(operation, resource))) {
                throw Patch.misfit(operation, "has a path that does not lead to one list");
            }
        }
        if (found.size() != first.size()) {
            throw Patch.misfit(operation, "has a path that leads to a part of a list; name the whole list");
        }
        return first;
    }
}
