package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values of questionnaires as values of Observations. */
final class ObservationValue {

    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private static final Map<String, String> AS_THEY_ARE = Map.of(
            "boolean", "valueBoolean",
            "string", "valueString",
            "uri", "valueString",
            "date", "valueDateTime",
            "dateTime", "valueDateTime",
            "time", "valueTime",
            "integer", "valueInteger",
            "Quantity", "valueQuantity");

    private ObservationValue() {}

    /** Whether an Observation can have such a value; Attachments and References it cannot. */
    static boolean put(ObjectNode observation, ScoreValue value, InstrumentItem item, boolean score) {
        JsonNode unit = item.unit();
        if (value.json().isNumber()
                && (unit != null || score || !value.datatype().equals("integer"))) {
            observation.set("valueQuantity", quantity(value.json(), unit));
            return true;
        }
        if (value.datatype().equals("Coding")) {
            ObjectNode concept = observation.putObject("valueCodeableConcept");
            concept.putArray("coding").add(value.json());
            return true;
        }
        String name = AS_THEY_ARE.get(value.datatype());
        if (name != null) {
            observation.set(name, value.json());
        }
        return name != null;
    }

    private static ObjectNode quantity(JsonNode number, @Nullable JsonNode unit) {
        ObjectNode quantity = FhirJson.object();
        quantity.set("value", number);
        if (unit != null) {
            String code = unit.path("code").asText("");
            quantity.put("unit", unit.path("display").asText(code));
            quantity.put("system", unit.path("system").asText("http://unitsofmeasure.org"));
            quantity.put("code", code);
        } else {
            quantity.put("unit", "score")
                    .put("system", "http://unitsofmeasure.org")
                    .put("code", "{score}");
        }
        return quantity;
    }

    /** Says that there is no value, and by which rule. */
    static void absent(ObjectNode observation, String rule) {
        ObjectNode reason = observation.putObject("dataAbsentReason");
        reason.putArray("coding")
                .addObject()
                .put("system", ABSENT)
                .put("code", "not-performed")
                .put("display", "Not Performed");
        if (!rule.isEmpty()) {
            reason.put("text", rule);
        }
    }
}
