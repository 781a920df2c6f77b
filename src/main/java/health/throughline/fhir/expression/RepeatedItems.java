package health.throughline.fhir.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;

/** {@code repeat(item)}: the items below, and those below them; one that equals another is left out, as FHIRPath says. */
final class RepeatedItems {

    static final String NAME = "repeatItems";

    private RepeatedItems() {}

    static List<Base> of(List<Base> focus) {
        List<Base> found = new ArrayList<>();
        Map<String, List<Base>> known = new HashMap<>();
        List<Base> level = focus;
        while (!level.isEmpty()) {
            List<Base> below = new ArrayList<>();
            for (Base one : level) {
                Stream.of(one.listChildrenByName("item", false))
                        .filter(item -> fresh(item, known))
                        .forEach(below::add);
            }
            found.addAll(below);
            level = below;
        }
        return found;
    }

    /** Items with different link ids are not equal. */
    private static boolean fresh(Base item, Map<String, List<Base>> known) {
        Base[] linkId = item.listChildrenByName("linkId", false);
        List<Base> same =
                known.computeIfAbsent(linkId.length == 0 ? "" : Values.text(linkId[0]), key -> new ArrayList<>(1));
        if (same.stream().anyMatch(item::equalsDeep)) {
            return false;
        }
        same.add(item);
        return true;
    }
}
