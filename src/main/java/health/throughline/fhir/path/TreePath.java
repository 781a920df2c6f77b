package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A compiled path: JSON names to follow, each with the datatype behind it. */
final class TreePath implements ElementPath {

    /** Which of an element's repetitions count. */
    record Filter(List<Condition> conditions, int index) {

        static final Filter NONE = new Filter(List.of(), -1);

        Filter where(Predicate<JsonNode> condition, String text) {
            List<Condition> all = new ArrayList<>(conditions);
            all.add(new Condition(condition, text));
            return new Filter(List.copyOf(all), index);
        }

        Filter at(int at) {
            return new Filter(conditions, at);
        }

        boolean accepts(JsonNode node) {
            for (Condition condition : conditions) {
                if (!condition.test().test(node)) {
                    return false;
                }
            }
            return true;
        }

        /** The same as part of a SQL/JSON path. */
        String text() {
            StringBuilder text = new StringBuilder(index < 0 ? "" : "[" + index + "]");
            conditions.forEach(
                    condition -> text.append(" ? (").append(condition.text()).append(")"));
            return text.toString();
        }
    }

    /** What a repetition must satisfy, and the same in SQL/JSON. */
    record Condition(Predicate<JsonNode> test, String text) {}

    /** Whether {@code node} has a child with this text. */
    static boolean has(JsonNode node, String child, String text) {
        return node.path(child).asText("").equals(text);
    }

    /** Whether any element under {@code path} has a child with this text. */
    static boolean has(JsonNode node, List<String> path, String child, String text) {
        if (node.isArray()) {
            for (JsonNode one : node) {
                if (has(one, path, child, text)) {
                    return true;
                }
            }
            return false;
        }
        return path.isEmpty()
                ? has(node, child, text)
                : has(node.path(path.get(0)), path.subList(1, path.size()), child, text);
    }

    /** One JSON name and what follows it. */
    record Branch(String name, String datatype, Filter filter, List<Branch> next) {}

    private final List<Branch> branches;
    private final Filter root;
    private final String rootType;
    private final Set<String> datatypes;
    private final BoundCodes boundCodes;
    private final boolean single;

    /** @param root what the resource itself must satisfy */
    TreePath(List<Branch> branches, Filter root, String rootType) {
        this(branches, root, rootType, Set.of(), BoundCodes.NONE, false);
    }

    private TreePath(
            List<Branch> branches,
            Filter root,
            String rootType,
            Set<String> datatypes,
            BoundCodes boundCodes,
            boolean single) {
        this.single = single;
        this.branches = branches;
        this.root = root;
        this.rootType = rootType;
        this.datatypes = datatypes;
        this.boundCodes = boundCodes;
    }

    TreePath withTypes(Set<String> types, BoundCodes codes, boolean one) {
        return new TreePath(branches, root, rootType, types, codes, one);
    }

    @Override
    public List<JsonPath> jsonPaths() {
        List<JsonPath> all = new ArrayList<>();
        add(new JsonPath("$" + root.text(), rootType), branches, all);
        return all;
    }

    private static void add(JsonPath from, List<Branch> branches, List<JsonPath> all) {
        if (branches.isEmpty()) {
            all.add(new JsonPath(from.text() + "[*]", from.datatype()));
        }
        for (Branch branch : branches) {
            String text = from.text() + "." + JsonPath.quoted(branch.name())
                    + branch.filter().text();
            add(new JsonPath(text, branch.datatype()), branch.next(), all);
        }
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
    public BoundCodes boundCodes() {
        return boundCodes;
    }

    @Override
    public void values(ObjectNode resource, Consumer<ElementValue> found) {
        if (!root.accepts(resource)) {
            return;
        }
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
