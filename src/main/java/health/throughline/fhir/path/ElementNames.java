package health.throughline.fhir.path;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import health.throughline.fhir.Fhir;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the names at the start of an expression: FHIRPath itself takes an unknown one for an absent value. */
final class ElementNames {

    private static final Pattern STEP = Pattern.compile("\\.\\s*(?:(?:as|ofType)\\(\\s*(?<as>\\w+)\\s*\\)"
            + "|(?<extension>extension)\\(\\s*'[^']*'\\s*\\)"
            + "|where\\([^()]*\\)|first\\(\\)|last\\(\\)|(?<name>\\w+)(?!\\w*\\s*\\())|\\[\\d+]");

    private ElementNames() {}

    /** The first name after {@code type} that is no element there, or no datatype of the element. */
    static Optional<String> unknown(String type, String expression) {
        String text = expression.strip();
        int start = text.startsWith("(") ? text.indexOf(type) : 0;
        if (start < 0 || !text.startsWith(type, start)) {
            return Optional.empty();
        }
        List<BaseRuntimeElementDefinition<?>> at = List.of(Fhir.context().getResourceDefinition(type));
        Matcher step = STEP.matcher(text).region(start + type.length(), text.length());
        while (step.lookingAt()) {
            String name = step.group("extension") != null ? "extension" : step.group("name");
            String cast = step.group("as");
            at = name != null ? children(at, name) : cast != null ? cast(at, cast) : at;
            if (at.isEmpty()) {
                return Optional.of(name != null ? name : String.valueOf(cast));
            }
            step.region(step.end(), text.length());
        }
        return Optional.empty();
    }

    /** What HAPI says of modifierExtension is not so. */
    private static List<BaseRuntimeElementDefinition<?>> children(
            List<BaseRuntimeElementDefinition<?>> parents, String name) {
        List<BaseRuntimeElementDefinition<?>> found = new ArrayList<>();
        for (BaseRuntimeElementDefinition<?> parent : parents) {
            BaseRuntimeChildDefinition child = child(parent, name);
            if (name.equals("modifierExtension")) {
                found.add(Fhir.context().getElementDefinition("Extension"));
            } else if (child != null) {
                child.getValidChildNames().forEach(valid -> found.add(child.getChildByName(valid)));
            }
        }
        return found;
    }

    private static @Nullable BaseRuntimeChildDefinition child(BaseRuntimeElementDefinition<?> parent, String name) {
        if (!(parent instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition choice = composite.getChildByName(name + "[x]");
        return choice != null ? choice : composite.getChildByName(name);
    }

    private static List<BaseRuntimeElementDefinition<?>> cast(
            List<BaseRuntimeElementDefinition<?>> all, String datatype) {
        return all.stream()
                .filter(one -> one == null || one.getName().equalsIgnoreCase(datatype))
                .toList();
    }
}
