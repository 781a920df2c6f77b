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

        record WhereNot(String child, String text) implements Step {}

        /** An element under {@code path} has a child with this text. */
        record WhereExists(List<String> path, String child, String text) implements Step {}

        record Index(int at) implements Step {}
    }

    private static final Pattern AS_PREFIX =
            Pattern.compile("\\(\\s*((?:[\\w.]|extension\\(\\s*'[^']*'\\s*\\))+)\\s+as\\s+(\\w+)\\s*\\)(.*)");
    private static final Pattern STEP = Pattern.compile("\\.?(?:"
            + "(?:as|ofType)\\(\\s*(?<as>\\w+)\\s*\\)"
            + "|where\\(\\s*(?<child>\\w+)\\s*=\\s*'(?<text>[^']*)'\\s*\\)"
            + "|where\\(\\s*(?<unless>\\w+)\\.empty\\(\\) or \\k<unless> != (?<not>\\w+)\\s*\\)"
            + "|where\\(\\s*(?<path>[\\w.]+)\\.where\\((?<inner>\\w+)\\s*=\\s*'(?<equal>[^']*)'\\)\\.exists\\(\\)\\s*\\)"
            + "|extension\\(\\s*'(?<url>[^']*)'\\s*\\)"
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
            steps.addAll(steps(step));
            at = step.end();
        }
        return steps.subList(1, steps.size());
    }

    private static List<Step> steps(Matcher step) {
        return step.group("url") == null
                ? List.of(step(step))
                : List.of(new Step.Child("extension"), new Step.WhereEquals("url", step.group("url")));
    }

    private static Step step(Matcher step) {
        if (step.group("as") != null) {
            return new Step.As(step.group("as"));
        }
        if (step.group("child") != null) {
            return new Step.WhereEquals(step.group("child"), step.group("text"));
        }
        if (step.group("unless") != null) {
            return new Step.WhereNot(step.group("unless"), step.group("not"));
        }
        if (step.group("path") != null) {
            List<String> path = List.of(step.group("path").split("\\."));
            return new Step.WhereExists(path, step.group("inner"), step.group("equal"));
        }
        if (step.group("index") != null) {
            return new Step.Index(Integer.parseInt(step.group("index")));
        }
        return new Step.Child(step.group("name"));
    }
}
