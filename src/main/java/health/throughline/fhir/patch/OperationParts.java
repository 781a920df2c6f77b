package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The named parts of one operation parameter. */
record OperationParts(int operationIndex, Map<String, JsonNode> parts) {

    private static final Set<String> NAMES = Set.of("type", "path", "name", "value", "index", "source", "destination");

    static OperationParts of(int index, JsonNode parameter) {
        if (!parameter.path("name").asText().equals("operation")) {
            throw Patch.malformed(index, "is a parameter that is not named 'operation'");
        }
        Map<String, JsonNode> parts = new HashMap<>();
        for (JsonNode part : parameter.path("part")) {
            String name = part.path("name").asText();
            if (!NAMES.contains(name) || parts.put(name, part) != null) {
                throw Patch.malformed(index, "has a part twice or one that is none of its parts");
            }
        }
        return new OperationParts(index, parts);
    }

    PathOperation operation() {
        PathExpression path = PathExpression.of(operationIndex, text("path"));
        return switch (text("type")) {
            case "add" -> new PathOperation.Add(operationIndex, path, text("name"), value());
            case "insert" -> new PathOperation.Insert(operationIndex, path, number("index"), value());
            case "delete" -> new PathOperation.Delete(operationIndex, path);
            case "replace" -> new PathOperation.Replace(operationIndex, path, value());
            case "move" -> new PathOperation.Move(operationIndex, path, number("source"), number("destination"));
            default -> throw Patch.malformed(operationIndex, "needs a 'type': add, insert, delete, replace or move");
        };
    }

    private JsonNode part(String name) {
        JsonNode part = parts.get(name);
        if (part == null) {
            throw Patch.malformed(operationIndex, "needs the part '" + name + "'");
        }
        return part;
    }

    private String text(String name) {
        for (JsonNode member :
                new JsonNode[] {part(name).path("valueString"), part(name).path("valueCode")}) {
            if (member.isTextual()) {
                return member.textValue();
            }
        }
        throw Patch.malformed(operationIndex, "needs the part '" + name + "' as valueString or valueCode");
    }

    private int number(String name) {
        for (String member : new String[] {"valueInteger", "valueUnsignedInt", "valuePositiveInt"}) {
            if (part(name).path(member).isInt() && part(name).get(member).intValue() >= 0) {
                return part(name).get(member).intValue();
            }
        }
        throw Patch.malformed(operationIndex, "needs the part '" + name + "' as valueInteger, 0 or more");
    }

    private NewValue value() {
        return NewValue.of(operationIndex, part("value"));
    }
}
