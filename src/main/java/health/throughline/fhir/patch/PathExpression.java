package health.throughline.fhir.patch;

import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import java.io.ByteArrayInputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;

/** A FHIRPath that leads to elements of the resource itself; only functions that select and compare are let in. */
record PathExpression(int operation, String text) {

    private static final ElementPath NOWHERE = new ElementPath(List.of(new ElementPath.Step("", "", -1)));
    private static final int MAX_LENGTH = 1000;
    private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|`[^`]*`");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");

    private static final Set<String> FUNCTIONS = Set.of(
            "where",
            "exists",
            "empty",
            "not",
            "all",
            "first",
            "last",
            "tail",
            "skip",
            "take",
            "single",
            "count",
            "ofType",
            "as",
            "is",
            "extension",
            "hasValue",
            "startsWith",
            "endsWith",
            "contains",
            "lower",
            "upper",
            "length",
            "toString",
            "and",
            "or",
            "xor",
            "implies",
            "in");

    /** Built when a FHIRPath Patch first comes: HAPI then reads all of R4's definitions. */
    private static final class Engine {
        private static final IFhirPath FHIR_PATH = Fhir.context().newFhirPath();
    }

    static PathExpression of(int operation, String text) {
        Matcher calls = CALL.matcher(LITERAL.matcher(text).replaceAll("''"));
        boolean known = text.length() <= MAX_LENGTH;
        while (known && calls.find()) {
            known = FUNCTIONS.contains(calls.group(1));
        }
        if (!known) {
            throw Patch.malformed(
                    operation,
                    "has a path that is too long or calls a function other than "
                            + String.join(", ", FUNCTIONS.stream().sorted().toList()));
        }
        return new PathExpression(operation, text);
    }

    List<ElementPath> find(ObjectNode resource) {
        Base root = parsed(resource);
        List<Base> matches = evaluate(root);
        Map<Base, ElementPath> places = new IdentityHashMap<>();
        matches.forEach(match -> places.put(match, NOWHERE));
        locate(root, ElementPath.ROOT, places);
        List<ElementPath> paths = matches.stream().map(places::get).toList();
        if (paths.contains(NOWHERE)) {
            throw Patch.misfit(operation, "has a path that leads to a computed value, not to an element");
        }
        return paths;
    }

    /** An operation before this one may have left a value of no datatype; it is told when the patch is done. */
    private Base parsed(ObjectNode resource) {
        try {
            return (Base) Fhir.context()
                    .newJsonParser()
                    .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors())
                    .parseResource(new ByteArrayInputStream(FhirJson.bytes(resource)));
        } catch (DataFormatException e) {
            throw Patch.misfit(operation, "comes after one that leaves no resource of R4");
        }
    }

    private List<Base> evaluate(Base root) {
        try {
            return Engine.FHIR_PATH.evaluate(root, text, Base.class);
        } catch (FhirPathExecutionException | IllegalArgumentException e) {
            throw Patch.misfit(operation, "has a path that is no FHIRPath for this resource");
        }
    }

    /** HAPI's results are the very objects of the tree, so identity tells the place. */
    private static void locate(Base at, ElementPath path, Map<Base, ElementPath> places) {
        places.replace(at, path);
        for (Property property : at.children()) {
            String name = property.getName().replace("[x]", "");
            for (int i = 0; i < property.getValues().size(); i++) {
                Base value = property.getValues().get(i);
                locate(value, path.child(new ElementPath.Step(name, value.fhirType(), i)), places);
            }
        }
    }
}
