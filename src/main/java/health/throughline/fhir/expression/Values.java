package health.throughline.fhir.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;

/** The values of expressions, in HAPI's model and in JSON. */
public final class Values {

    private Values() {}

    /** A resource, as expressions see it. */
    public static Resource resource(ObjectNode json) {
        return Fhir.parse(FhirJson.bytes(json));
    }

    /** A value, as it is written in a resource. */
    public static JsonNode json(Base value) {
        if (value instanceof BooleanType bool) {
            return BooleanNode.valueOf(bool.booleanValue());
        }
        if (value instanceof DecimalType decimal) {
            return DecimalNode.valueOf(decimal.getValue());
        }
        if (value instanceof IntegerType integer) {
            return IntNode.valueOf(integer.getValue());
        }
        if (value instanceof PrimitiveType<?> primitive) {
            return TextNode.valueOf(primitive.getValueAsString());
        }
        String encoded = Fhir.context().newJsonParser().encodeToString(value);
        return FhirJson.parseStored(encoded.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a primitive; empty for what is none. */
    public static String text(Base value) {
        String text = value instanceof PrimitiveType<?> primitive ? primitive.getValueAsString() : null;
        return text == null ? "" : text;
    }

    /** The number that a value is. */
    public static Optional<BigDecimal> number(Base value) {
        if (value instanceof DecimalType decimal) {
            return Optional.ofNullable(decimal.getValue());
        }
        if (value instanceof IntegerType integer) {
            return Optional.ofNullable(integer.getValue()).map(BigDecimal::valueOf);
        }
        return value instanceof Quantity quantity ? Optional.ofNullable(quantity.getValue()) : Optional.empty();
    }
}
