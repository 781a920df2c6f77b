package health.throughline.fhir.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small part of FHIRPath that R4's search parameters are written in. */
final class PathSyntax {

    /** An expression that needs the full engine. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** One step of a path. */
    sealed interface Step {
        record Child(String name) implements Step {}

        record As(String datatype) implements Step {}

        record WhereEquals(String child, String text) implements Step {}

        record Index(int at) implements Step {}
    }

    private static final Pattern AS_PREFIX =
            Pattern.compile("\\(\\s*((?:[\\w.]|extension\\('[^']*'\\))+)\\s+as\\s+(\\w+)\\s*\\)(.*)");
    private static final Pattern STEP = Pattern.compile("\\.?(?:"
            + "(?:as|ofType)\\(\\s*(?<as>\\w+)\\s*\\)"
            + "|extension\\(\\s*'(?<url>[^']*)'\\s*\\)"
            + "|where\\(\\s*(?<child>\\w+)\\s*=\\s*'(?<text>[^']*)'\\s*\\)"
            + "|(?<name>\\w+)"
            + "|\\[(?<index>\\d+)])");

    private PathSyntax() {}

    /** The steps after the type name. */
    static List<Step> parse(String expression) throws Unsupported {
        String text = expression.strip();
        Matcher prefixed = AS_PREFIX.matcher(text);
        if (prefixed.matches()) {
            text = prefixed.group(1) + ".as(" + prefixed.group(2) + ")" + prefixed.group(3);
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new Unsupported();
            }
            if (step.group("url") != null) {
                steps.add(new Step.Child("extension"));
            }
            steps.add(step(step));
            at = step.end();
        }
        return steps.subList(1, steps.size());
    }

    private static Step step(Matcher step) {
        if (step.group("as") != null) {
            return new Step.As(step.group("as"));
        }
        if (step.group("url") != null) {
            return new Step.WhereEquals("url", step.group("url"));
        }
        if (step.group("child") != null) {
            return new Step.WhereEquals(step.group("child"), step.group("text"));
        }
        if (step.group("index") != null) {
            return new Step.Index(Integer.parseInt(step.group("index")));
        }
        return new Step.Child(step.group("name"));
    }
}
