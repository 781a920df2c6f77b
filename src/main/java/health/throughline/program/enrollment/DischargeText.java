package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.List;

/** Writes words for people to read. */
final class DischargeText {

    private DischargeText() {}

    /** A generated narrative of one line each. */
    static ObjectNode narrative(List<String> lines) {
        StringBuilder div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\"><ul>");
        List<String> all = lines.isEmpty() ? List.of("Nothing is recorded.") : lines;
        all.forEach(line -> div.append("<li>").append(escaped(line)).append("</li>"));
        return FhirJson.object()
                .put("status", "generated")
                .put("div", div.append("</ul></div>").toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
