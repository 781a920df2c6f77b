package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A compiled path: JSON names to follow, each with the datatype behind it. */
final class TreePath implements ElementPath {

    /** Which of an element's repetitions count. */
    record Filter(Map<String, String> equal, int index) {

        static final Filter NONE = new Filter(Map.of(), -1);

        Filter where(String child, String text) {
            Map<String, String> all = new HashMap<>(equal);
            all.put(child, text);
            return new Filter(Map.copyOf(all), index);
        }

        Filter at(int at) {
            return new Filter(equal, at);
        }

        boolean accepts(JsonNode node) {
            for (Map.Entry<String, String> entry : equal.entrySet()) {
                if (!node.path(entry.getKey()).asText("").equals(entry.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One JSON name and what follows it. */
    record Branch(String name, String datatype, Filter filter, List<Branch> next) {}

    private final List<Branch> branches;
    private final String rootType;
    private final Set<String> datatypes;
    private final String impliedSystem;
    private final boolean single;

    TreePath(List<Branch> branches, String rootType) {
        this(branches, rootType, Set.of(), "", false);
    }

    private TreePath(
            List<Branch> branches, String rootType, Set<String> datatypes, String impliedSystem, boolean single) {
        this.single = single;
        this.branches = branches;
        this.rootType = rootType;
        this.datatypes = datatypes;
        this.impliedSystem = impliedSystem;
    }

    TreePath withTypes(Set<String> types, String system, boolean one) {
        return new TreePath(branches, rootType, types, system, one);
    }

    @Override
    public boolean single() {
        return single;
    }

    @Override
    public Set<String> datatypes() {
        return datatypes;
    }

    @Override
    public String impliedSystem() {
        return impliedSystem;
    }

    @Override
    public void values(ObjectNode resource, Consumer<ElementValue> found) {
        if (branches.isEmpty()) {
            found.accept(new ElementValue(resource, rootType));
        } else {
            follow(branches, resource, found);
        }
    }

    private static void follow(List<Branch> branches, JsonNode from, Consumer<ElementValue> found) {
        for (Branch branch : branches) {
            JsonNode child = from.get(branch.name());
            if (child == null) {
                continue;
            }
            if (child.isArray()) {
                each(branch, child, found);
            } else if (branch.filter().index() <= 0) {
                take(branch, child, found);
            }
        }
    }

    private static void each(Branch branch, JsonNode array, Consumer<ElementValue> found) {
        int only = branch.filter().index();
        for (int i = 0; i < array.size(); i++) {
            if (only < 0 || only == i) {
                take(branch, array.get(i), found);
            }
        }
    }

    private static void take(Branch branch, JsonNode node, Consumer<ElementValue> found) {
        if (node.isNull() || !branch.filter().accepts(node)) {
            return;
        }
        if (branch.next().isEmpty()) {
            found.accept(new ElementValue(node, branch.datatype()));
        } else {
            follow(branch.next(), node, found);
        }
    }
}
