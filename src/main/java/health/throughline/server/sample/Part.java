package health.throughline.server.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A resource or data type under construction, as JSON. */
final class Part {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    static Part resource(String type) {
        return new Part().with("resourceType", type);
    }

    static Part of() {
        return new Part();
    }

    static Part concept(Code code) {
        return of().list("coding", coding(code)).with("text", code.display());
    }

    static Part concept(Code... codes) {
        var concept = of();
        for (var code : codes) {
            concept.list("coding", coding(code));
        }
        return concept.with("text", codes[codes.length - 1].display());
    }

    static Part coding(Code code) {
        return of().with("system", code.system()).with("code", code.value()).with("display", code.display());
    }

    static Part reference(String target) {
        return of().with("reference", target);
    }

    /** An extension of the programme's own whose value is a concept. */
    static Part extension(String name, Code value) {
        return of().with("url", SampleProgramme.SYSTEM + "StructureDefinition/" + name)
                .with("valueCodeableConcept", concept(value));
    }

    static Part identifier(String name, String value) {
        return of().with("system", SampleProgramme.SYSTEM + "identifier/" + name)
                .with("value", value);
    }

    static Part period(String start, String end) {
        return of().with("start", start).with("end", end);
    }

    static Part quantity(double value, String unit, String ucum) {
        return of().with("value", value)
                .with("unit", unit)
                .with("system", Code.UCUM)
                .with("code", ucum);
    }

    /** The narrative every viewer can show; the words must be free of markup. */
    static Part narrative(String words) {
        return of().with("status", "generated")
                .with("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + words + "</p></div>");
    }

    Part with(String name, String value) {
        node.put(name, value);
        return this;
    }

    Part with(String name, int value) {
        node.put(name, value);
        return this;
    }

    /** A whole number is written without decimals, which in FHIR would say how exact it is. */
    Part with(String name, double value) {
        if (value == Math.rint(value)) {
            return with(name, (int) value);
        }
        node.put(name, BigDecimal.valueOf(value));
        return this;
    }

    Part with(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    Part with(String name, Part value) {
        node.set(name, value.node);
        return this;
    }

    Part list(String name, Part... values) {
        var array = array(name);
        for (var value : values) {
            array.add(value.node);
        }
        return this;
    }

    Part list(String name, String... values) {
        var array = array(name);
        for (var value : values) {
            array.add(value);
        }
        return this;
    }

    String type() {
        return node.path("resourceType").asText();
    }

    ObjectNode node() {
        return node;
    }

    private ArrayNode array(String name) {
        return node.withArrayProperty(name);
    }
}
