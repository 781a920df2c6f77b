package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.structure.Definition.Member.Form;
import java.util.Set;

/** A code element with a required binding: only these codes. */
record CodeList(Set<String> codes) implements DataType {

    private static final int SHOWN = 40;

    @Override
    public String typeName() {
        return "code";
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (value.isTextual() && codes.contains(value.textValue())) {
            return;
        }
        if (Primitive.CODE.accept(value, place, findings)) {
            findings.code(place, "The code is not in the required value set; " + allowed());
        }
    }

    private String allowed() {
        if (codes.size() > SHOWN) {
            return "see the definition of the element for its " + codes.size() + " codes.";
        }
        return "use one of: " + String.join(", ", codes) + ".";
    }
}
