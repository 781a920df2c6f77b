package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells in words what a filled plan says: who ignores its activities still reads it. */
public final class Narratives {

    private Narratives() {}

    /** Puts the plan's own words in the place of its template's narrative. */
    public static ObjectNode refresh(ObjectNode resource) {
        boolean plan = resource.path("resourceType").asText().equals("CarePlan")
                && resource.path("text").path("status").asText().equals("generated");
        if (plan) {
            resource.putObject("text").put("status", "generated").put("div", div(resource));
        }
        return resource;
    }

    private static String div(JsonNode plan) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (JsonNode activity : plan.path("activity")) {
            JsonNode detail = activity.path("detail");
            JsonNode code = detail.path("code");
            String section = code.path("coding")
                    .path(0)
                    .path("display")
                    .asText(code.path("text").asText("Other"));
            String words = detail.path("description").asText("");
            if (!words.isEmpty()) {
                sections.computeIfAbsent(section, key -> new ArrayList<>()).add(words);
            }
        }
        return div(plan.path("title").asText("Plan"), sections);
    }

    /** A heading, and below it sections with an entry a line. */
    public static String div(String title, Map<String, List<String>> sections) {
        StringBuilder div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        div.append("<h2>").append(escaped(title)).append("</h2>");
        sections.forEach((section, entries) -> {
            div.append("<h3>").append(escaped(section)).append("</h3><ul>");
            entries.forEach(entry -> div.append("<li>").append(escaped(entry)).append("</li>"));
            div.append("</ul>");
        });
        return div.append("</div>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
