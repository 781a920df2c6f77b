package health.throughline.fhir.path;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.path.PathSyntax.Step;
import health.throughline.fhir.path.PathSyntax.Unsupported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the steps of a path into the JSON names they stand for, following the element definitions. */
final class PathCompiler {

    private final String type;
    private final Set<String> datatypes = new HashSet<>();
    private final List<BoundCodes> bound = new ArrayList<>();
    private boolean repeats;

    PathCompiler(String type) {
        this.type = type;
    }

    ElementPath compile(List<Step> steps) throws Unsupported {
        return compile(Fhir.context().getResourceDefinition(type), steps);
    }

    /** A path that starts at the element which {@code focus} leads to. */
    ElementPath compileFrom(List<Step> focus, List<Step> steps) throws Unsupported {
        BaseRuntimeElementDefinition<?> at = Fhir.context().getResourceDefinition(type);
        for (Step step : focus) {
            if (!(step instanceof Step.Child child)) {
                throw new Unsupported();
            }
            BaseRuntimeChildDefinition found = definition(at, child.name());
            at = found.getChildByName(found.getValidChildNames().iterator().next());
        }
        return compile(at, steps);
    }

    private ElementPath compile(BaseRuntimeElementDefinition<?> root, List<Step> steps) throws Unsupported {
        int first = 0;
        TreePath.Filter filter = TreePath.Filter.NONE;
        while (first < steps.size() && steps.get(first) instanceof Step.WhereExists) {
            filter = filtered(filter, steps.get(first++));
        }
        List<TreePath.Branch> branches = compile(root, steps, first);
        TreePath tree = new TreePath(branches, filter, branches.isEmpty() ? type : "");
        if (branches.isEmpty()) {
            datatypes.add(type);
        }
        return tree.withTypes(Set.copyOf(datatypes), BoundCodes.anyOf(bound), !repeats);
    }

    private List<TreePath.Branch> compile(BaseRuntimeElementDefinition<?> at, List<Step> steps, int index)
            throws Unsupported {
        if (index == steps.size()) {
            return List.of();
        }
        if (!(steps.get(index) instanceof Step.Child child)) {
            throw new Unsupported();
        }
        int next = index + 1;
        TreePath.Filter filter = TreePath.Filter.NONE;
        String cast = null;
        while (next < steps.size() && !(steps.get(next) instanceof Step.Child)) {
            Step step = steps.get(next++);
            if (step instanceof Step.As as) {
                cast = as.datatype();
            } else {
                filter = filtered(filter, step);
            }
        }
        BaseRuntimeChildDefinition found = definition(at, child.name());
        repeats |= found.getMax() != 1 && filter.index() < 0;
        return branches(found, cast, filter, steps, next);
    }

    private static TreePath.Filter filtered(TreePath.Filter filter, Step step) {
        if (step instanceof Step.WhereEquals where) {
            return filter.where(
                    node -> TreePath.has(node, where.child(), where.text()), equal(where.child(), where.text()));
        }
        if (step instanceof Step.WhereNot where) {
            return filter.where(
                    node -> !TreePath.has(node, where.child(), where.text()),
                    "!exists(@ ? (" + equal(where.child(), where.text()) + "))");
        }
        if (step instanceof Step.WhereExists where) {
            String path = where.path().stream()
                    .map(name -> "." + JsonPath.quoted(name))
                    .collect(Collectors.joining());
            return filter.where(
                    node -> TreePath.has(node, where.path(), where.child(), where.text()),
                    "exists(@" + path + " ? (" + equal(where.child(), where.text()) + "))");
        }
        return filter.at(((Step.Index) step).at());
    }

    private static String equal(String child, String text) {
        String literal = Set.of("true", "false").contains(text) ? text : JsonPath.quoted(text);
        return "@." + JsonPath.quoted(child) + " == " + literal;
    }

    private List<TreePath.Branch> branches(
            BaseRuntimeChildDefinition child, @Nullable String cast, TreePath.Filter filter, List<Step> steps, int next)
            throws Unsupported {
        List<TreePath.Branch> branches = new ArrayList<>();
        for (String name : child.getValidChildNames()) {
            BaseRuntimeElementDefinition<?> definition = child.getChildByName(name);
            boolean other =
                    cast != null && definition != null && !definition.getName().equalsIgnoreCase(cast);
            if (definition == null || other || isAlias(name, child.getValidChildNames())) {
                continue;
            }
            if (next == steps.size()) {
                datatypes.add(definition.getName());
                bound.add(bound(child));
                branches.add(new TreePath.Branch(name, definition.getName(), filter, List.of()));
            } else if (leadsOn(definition, steps.get(next))) {
                branches.add(new TreePath.Branch(name, definition.getName(), filter, compile(definition, steps, next)));
            }
        }
        if (branches.isEmpty()) {
            throw new Unsupported();
        }
        return branches;
    }

    /** HAPI calls references by a second name, which no JSON has. */
    private static boolean isAlias(String name, Set<String> names) {
        String element = name.endsWith("Resource") ? name.substring(0, name.length() - "Resource".length()) : name;
        return !element.equals(name) && (names.contains(element) || names.contains(element + "Reference"));
    }

    private static boolean leadsOn(BaseRuntimeElementDefinition<?> definition, Step step) {
        return definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                && step instanceof Step.Child child
                && find(composite, child.name()) != null;
    }

    private static BaseRuntimeChildDefinition definition(BaseRuntimeElementDefinition<?> at, String name)
            throws Unsupported {
        BaseRuntimeChildDefinition child =
                at instanceof BaseRuntimeElementCompositeDefinition<?> composite ? find(composite, name) : null;
        if (child == null || name.equals("modifierExtension")) {
            throw new Unsupported();
        }
        return child;
    }

    private static @Nullable BaseRuntimeChildDefinition find(BaseRuntimeElementCompositeDefinition<?> at, String name) {
        BaseRuntimeChildDefinition child = at.getChildByName(name + "[x]");
        return child != null ? child : at.getChildByName(name);
    }

    private static BoundCodes bound(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition enumeration
                ? BoundCodes.of(enumeration.getBoundEnumType())
                : BoundCodes.NONE;
    }
}
