package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import health.throughline.fhir.FhirJson;
import health.throughline.search.plan.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page of a search begins, as it stands in a page link: row number, direction, matches passed, sort values. */
public final class PagePosition {

    private static final int VALUES = 3;

    private PagePosition() {}

    public static ArrayNode write(Cursor cursor) {
        ArrayNode position =
                FhirJson.array().add(cursor.rid()).add(cursor.back() ? 1 : 0).add(cursor.passed());
        for (Object value : cursor.values()) {
            if (value == null) {
                position.addNull();
            } else if (value instanceof Double number) {
                position.add(number);
            } else if (value instanceof Number number) {
                position.add(number.longValue());
            } else {
                position.add(value.toString());
            }
        }
        return position;
    }

    public static Cursor read(JsonNode position) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = VALUES; i < position.size(); i++) {
            values.add(value(position.get(i)));
        }
        return new Cursor(
                values,
                position.get(0).asLong(),
                position.get(1).asInt() == 1,
                position.get(2).asInt());
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
    }
}
