package health.throughline.program.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions of an instrument as an operator writes them down: a line for each answer option, with
 * {@code linkId,text,option code,option text,weight}; a question repeats its linkId and may leave its text out after the
 * first line. The first line names the columns. A field that holds a comma or a quote stands in double quotes.
 */
final class InstrumentText {

    private static final String HEADER = "linkId,text,option code,option text,weight";
    private static final int COLUMNS = 5;
    private static final int LONGEST = 200_000;
    private static final String WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight";
    private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private final String system;

    /**
     * @param system of the option codes
     * @throws Refusal INVALID naming the line that is wrong
     */
    InstrumentText(String csv, String system) {
        this.system = system;
        String[] lines = csv.strip().split("\r?\n");
        if (csv.length() > LONGEST || !lines[0].strip().equalsIgnoreCase(HEADER)) {
            throw Refusal.invalid(
                    "value",
                    "The first line of 'items' is: " + HEADER + ".",
                    "Parameters.parameter.where(name='items')");
        }
        for (int number = 1; number < lines.length; number++) {
            if (!lines[number].isBlank()) {
                line(fields(lines[number], number + 1), number + 1);
            }
        }
        if (items.isEmpty()) {
            throw wrong(lines.length + 1, "holds no question");
        }
    }

    /** The questions in order, each with its options and weights. */
    List<ObjectNode> questions() {
        return List.copyOf(items.values());
    }

    private void line(List<String> fields, int number) {
        String linkId = fields.get(0);
        if (!linkId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw wrong(number, "has no linkId of letters, digits, '.', '_' and '-'");
        }
        if (fields.get(2).isEmpty() || fields.get(3).isEmpty()) {
            throw wrong(number, "lacks an option code or an option text");
        }
        ObjectNode item = items.get(linkId);
        if (item == null) {
            if (fields.get(1).isEmpty()) {
                throw wrong(number, "starts a question without its text");
            }
            item = FhirJson.object()
                    .put("linkId", linkId)
                    .put("text", fields.get(1))
                    .put("type", "choice")
                    .put("required", false);
            item.putArray("answerOption");
            items.put(linkId, item);
        }
        ((ArrayNode) item.get("answerOption")).add(option(fields, number));
    }

    private ObjectNode option(List<String> fields, int number) {
        BigDecimal weight = weight(fields.get(4), number);
        ObjectNode option = FhirJson.object();
        ArrayNode extensions = option.putArray("extension");
        extensions.addObject().put("url", WEIGHT).put("valueDecimal", weight);
        extensions.addObject().put("url", ORDINAL).put("valueDecimal", weight);
        option.putObject("valueCoding")
                .put("system", system)
                .put("code", fields.get(2))
                .put("display", fields.get(3));
        return option;
    }

    private static BigDecimal weight(String text, int number) {
        if (!text.matches("-?\\d{1,6}(\\.\\d{1,4})?")) {
            throw wrong(number, "has no number as its weight");
        }
        return new BigDecimal(text);
    }

    private static List<String> fields(String line, int number) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            boolean doubled = letter == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString().strip());
        if (quoted || fields.size() != COLUMNS) {
            throw wrong(number, "has not the " + COLUMNS + " columns " + HEADER);
        }
        return fields;
    }

    private static Refusal wrong(int line, String what) {
        return Refusal.invalid(
                "value", "Line " + line + " of 'items' " + what + ".", "Parameters.parameter.where(name='items')");
    }
}
