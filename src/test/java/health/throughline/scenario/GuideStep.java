package health.throughline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request of a guide with what it says of the answer: a fenced block {@code http} of "who METHOD path", the content, and
 * after a line {@code →} the status and the parts of the answer that are shown. {@code {name}} stands for what is known by
 * that name; in an answer, {@code "{name}"} for something new is remembered.
 */
record GuideStep(int line, String who, String method, String path, String content, int status, String answer) {

    private static final Pattern NAME = Pattern.compile("\\{([a-z][A-Za-z0-9-]*)}");

    static List<GuideStep> of(Path guide) {
        try {
            return steps(Files.readAllLines(guide));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<GuideStep> steps(List<String> lines) {
        List<GuideStep> steps = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```http")) {
                start = i;
            } else if (lines.get(i).equals("```") && start >= 0) {
                steps.add(step(start + 2, lines.subList(start + 1, i)));
                start = -1;
            }
        }
        return steps;
    }

    private static GuideStep step(int line, List<String> block) {
        String[] first = block.get(0).split(" ", 3);
        int arrow = 1;
        while (!block.get(arrow).startsWith("→")) {
            arrow++;
        }
        return new GuideStep(
                line,
                first[0],
                first[1],
                first[2],
                String.join("\n", block.subList(1, arrow)).strip(),
                Integer.parseInt(block.get(arrow).substring(1).strip()),
                String.join("\n", block.subList(arrow + 1, block.size())).strip());
    }

    /** {@code text} with what is known filled in. */
    static String filled(String text, Map<String, String> known) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(known.getOrDefault(found.group(1), found.group())));
    }

    /**
     * What of the answer shown is not in {@code reply}, in words; null when all of it is.
     *
     * @param known gets what the answer names
     */
    @Nullable
    String difference(JsonNode reply, Map<String, String> known) {
        if (answer.isEmpty()) {
            return null;
        }
        ObjectNode shown = FhirJson.parse(filled(answer, known).getBytes(StandardCharsets.UTF_8));
        return difference("", shown, reply, known);
    }

    private static @Nullable String difference(String place, JsonNode shown, JsonNode real, Map<String, String> known) {
        if (shown.isObject()) {
            for (Map.Entry<String, JsonNode> one : shown.properties()) {
                String different =
                        difference(place + "/" + one.getKey(), one.getValue(), real.path(one.getKey()), known);
                if (different != null) {
                    return different;
                }
            }
            return null;
        }
        if (shown.isArray()) {
            for (JsonNode one : shown) {
                if (!any(place, one, real, known)) {
                    return place + " has no " + one;
                }
            }
            return null;
        }
        Matcher name = NAME.matcher(shown.asText());
        if (name.matches()) {
            known.put(name.group(1), real.asText());
            return real.isValueNode() && !real.asText().isEmpty() ? null : place + " is missing";
        }
        boolean same = shown.isNumber() && real.isNumber()
                ? shown.decimalValue().compareTo(real.decimalValue()) == 0
                : shown.equals(real) || matches(shown.asText(), real.asText());
        return same ? null : place + " is " + real + ", not " + shown;
    }

    private static boolean any(String place, JsonNode one, JsonNode real, Map<String, String> known) {
        for (JsonNode candidate : real) {
            if (difference(place, one, candidate, known) == null) {
                return true;
            }
        }
        return false;
    }

    /** Text that ends in … goes on in the answer. */
    private static boolean matches(String shown, String real) {
        return shown.endsWith("…") && real.startsWith(shown.substring(0, shown.length() - 1));
    }
}
