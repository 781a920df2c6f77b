package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A place where definitions are found by their canonical URLs. */
@FunctionalInterface
public interface Definitions {

    /**
     * The definition that is known under this name here.
     *
     * @param type of a resource that has a canonical URL
     */
    Optional<ObjectNode> find(String type, Canonical name);

    /** Those of {@code places}; what stands in an earlier one hides what stands in a later one. */
    static Definitions inOrder(List<Definitions> places) {
        return (type, name) -> places.stream()
                .flatMap(place -> place.find(type, name).stream())
                .findFirst();
    }
}
