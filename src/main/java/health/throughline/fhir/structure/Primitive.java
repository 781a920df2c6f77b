package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.structure.Definition.Member.Form;
import java.util.function.Predicate;

/** The primitive datatypes of R4 with the format of their values. */
enum Primitive implements DataType {
    BOOLEAN("boolean", "true or false", JsonNode::isBoolean, JsonForm.BOOLEAN),
    INTEGER("integer", "a whole number from -2147483648 to 2147483647", Numbers::isInteger, JsonForm.NUMBER),
    POSITIVE_INT("positiveInt", "a whole number from 1 to 2147483647", Numbers::isPositive, JsonForm.NUMBER),
    UNSIGNED_INT("unsignedInt", "a whole number from 0 to 2147483647", Numbers::isUnsigned, JsonForm.NUMBER),
    DECIMAL("decimal", "a number with an exponent of at most 400", Numbers::isDecimal, JsonForm.NUMBER),
    STRING("string", Texts.STRING, text(Texts::isString), JsonForm.TEXT),
    MARKDOWN("markdown", Texts.STRING, text(Texts::isString), JsonForm.TEXT),
    CODE("code", "a code: no blank at either end, no two in a row", text(Texts::isCode), JsonForm.TEXT),
    ID("id", "an id: 1 to 64 letters, digits, '-' and '.'", text(Texts::isId), JsonForm.TEXT),
    URI("uri", "a URI without blanks", text(Texts::isUri), JsonForm.TEXT),
    URL("url", "a URL without blanks", text(Texts::isUri), JsonForm.TEXT),
    CANONICAL("canonical", "a canonical URL without blanks", text(Texts::isUri), JsonForm.TEXT),
    OID("oid", "an OID such as urn:oid:1.2.3", text(Texts::isOid), JsonForm.TEXT),
    UUID(
            "uuid",
            "a lower-case UUID such as urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
            text(Texts::isUuid),
            JsonForm.TEXT),
    BASE64_BINARY("base64Binary", "base64 with padding", text(Texts::isBase64), JsonForm.TEXT),
    DATE("date", "a day of the calendar, month or year: YYYY-MM-DD, YYYY-MM or YYYY", text(Dates::isDate)),
    DATE_TIME(
            "dateTime",
            "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with zone (Z or +hh:mm), a day of the calendar",
            text(Dates::isDateTime)),
    INSTANT("instant", "YYYY-MM-DDThh:mm:ss with zone (Z or +hh:mm), a day of the calendar", text(Dates::isInstant)),
    TIME("time", "hh:mm:ss without zone", text(Dates::isTime));

    /** The JSON form a datatype is written in. */
    private enum JsonForm {
        BOOLEAN("true or false without quotes"),
        NUMBER("a JSON number without quotes"),
        TEXT("a JSON string in quotes");

        private final String remedy;

        JsonForm(String remedy) {
            this.remedy = remedy;
        }

        private boolean fits(JsonNode value) {
            return switch (this) {
                case BOOLEAN -> value.isBoolean();
                case NUMBER -> value.isNumber();
                case TEXT -> value.isTextual();
            };
        }
    }

    private final String typeName;
    private final String format;
    private final Predicate<JsonNode> accepts;
    private final JsonForm form;

    Primitive(String typeName, String format, Predicate<JsonNode> accepts) {
        this(typeName, format, accepts, JsonForm.TEXT);
    }

    Primitive(String typeName, String format, Predicate<JsonNode> accepts, JsonForm form) {
        this.typeName = typeName;
        this.format = format;
        this.accepts = accepts;
        this.form = form;
    }

    private static Predicate<JsonNode> text(Predicate<String> accepts) {
        return value -> accepts.test(value.textValue());
    }

    static Primitive named(String typeName) {
        for (Primitive primitive : values()) {
            if (primitive.typeName.equals(typeName)) {
                return primitive;
            }
        }
        throw new IllegalArgumentException("No primitive datatype " + typeName);
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public Form form() {
        return switch (form) {
            case BOOLEAN -> Form.BOOLEAN;
            case NUMBER -> Form.NUMBER;
            case TEXT -> Form.TEXT;
        };
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        accept(value, place, findings);
    }

    /** @return whether nothing was found */
    boolean accept(JsonNode value, Place place, Findings findings) {
        if (!form.fits(value)) {
            findings.structure(place, "The datatype " + typeName + " is written as " + form.remedy + ".");
            return false;
        }
        if (form == JsonForm.TEXT && value.textValue().isEmpty()) {
            findings.structure(place, "A value may not be empty; leave the element out.");
            return false;
        }
        if (!accepts.test(value)) {
            findings.value(place, "The datatype " + typeName + " takes " + format + ".");
            return false;
        }
        return true;
    }
}
