package health.throughline.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** JSON set out for reading: indented, coloured by kind of value, and with links. */
final class JsonMarkup {

    private static final String INDENT = "  ";

    private final Html out;
    private final Links links;

    JsonMarkup(Html out, Links links) {
        this.out = out;
        this.links = links;
    }

    void write(ObjectNode resource) {
        out.markup("<pre tabindex=\"0\" role=\"region\" aria-label=\"JSON\"><code>");
        object(resource, "\n");
        out.markup("</code></pre>");
    }

    private void object(ObjectNode object, String line) {
        if (object.isEmpty()) {
            out.markup("{}");
            return;
        }
        String separator = "{" + line + INDENT;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            out.markup(separator).element("span class=\"n\"", quoted(member.getKey()));
            out.markup(": ");
            if (member.getValue().isTextual()) {
                text(object, member.getKey(), member.getValue().asText());
            } else {
                value(member.getValue(), line + INDENT);
            }
            separator = "," + line + INDENT;
        }
        out.markup(line + "}");
    }

    private void value(JsonNode value, String line) {
        if (value instanceof ObjectNode object) {
            object(object, line);
        } else if (value instanceof ArrayNode array) {
            array(array, line);
        } else {
            String kind = value.isTextual() ? "s" : value.isNumber() ? "d" : "w";
            out.element("span class=\"" + kind + "\"", json(value));
        }
    }

    private void array(ArrayNode array, String line) {
        if (array.isEmpty()) {
            out.markup("[]");
            return;
        }
        String separator = "[" + line + INDENT;
        for (Iterator<JsonNode> values = array.elements(); values.hasNext(); ) {
            out.markup(separator);
            value(values.next(), line + INDENT);
            separator = "," + line + INDENT;
        }
        out.markup(line + "]");
    }

    private void text(ObjectNode parent, String name, String text) {
        out.markup("<span class=\"s\">");
        Optional<String> target = links.target(parent, name, text);
        if (target.isPresent()) {
            out.markup("&quot;").link(target.get(), text).markup("&quot;");
        } else {
            out.text(quoted(text));
        }
        out.markup("</span>");
    }

    private static String quoted(String text) {
        return json(FhirJson.object().textNode(text));
    }

    private static String json(JsonNode value) {
        return new String(FhirJson.bytes(value), StandardCharsets.UTF_8);
    }
}
