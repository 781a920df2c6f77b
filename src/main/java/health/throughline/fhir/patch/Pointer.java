package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON Pointer, RFC 6901, applied to a document that is held under the empty name of a holder. */
record Pointer(List<String> tokens) {

    private static final int NONE = -1;

    /** @return empty when the text is no pointer */
    static Optional<Pointer> parse(String text) {
        if (!text.isEmpty() && !text.startsWith("/") || text.matches("(?s).*~([^01].*|$)")) {
            return Optional.empty();
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return Optional.of(new Pointer(List.copyOf(tokens)));
    }

    int depth() {
        return tokens.size();
    }

    boolean isAbove(Pointer other) {
        return tokens.size() < other.tokens.size() && tokens.equals(other.tokens.subList(0, tokens.size()));
    }

    @Nullable
    JsonNode get(ObjectNode holder) {
        JsonNode parent = parent(holder);
        return parent == null ? null : child(parent, last());
    }

    /** @return whether there was a place for it */
    boolean add(ObjectNode holder, JsonNode value) {
        JsonNode parent = parent(holder);
        if (parent instanceof ObjectNode object) {
            object.set(last(), value);
            return true;
        }
        if (!(parent instanceof ArrayNode items)) {
            return false;
        }
        int index = last().equals("-") ? items.size() : index(last(), items.size());
        if (index == NONE) {
            return false;
        }
        items.insert(index, value);
        return true;
    }

    boolean replace(ObjectNode holder, JsonNode value) {
        JsonNode parent = get(holder) == null ? null : parent(holder);
        if (parent instanceof ObjectNode object) {
            object.set(last(), value);
        } else if (parent instanceof ArrayNode items) {
            items.set(Integer.parseInt(last()), value);
        }
        return parent != null;
    }

    /** @return what was removed; null when nothing was there */
    @Nullable
    JsonNode remove(ObjectNode holder) {
        JsonNode parent = get(holder) == null ? null : parent(holder);
        if (parent instanceof ObjectNode object) {
            return object.remove(last());
        }
        return parent instanceof ArrayNode items ? items.remove(Integer.parseInt(last())) : null;
    }

    private String last() {
        return tokens.get(tokens.size() - 1);
    }

    private @Nullable JsonNode parent(ObjectNode holder) {
        JsonNode at = holder;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            at = at == null ? null : child(at, token);
        }
        return at;
    }

    private static @Nullable JsonNode child(JsonNode parent, String token) {
        if (parent instanceof ArrayNode items) {
            int index = index(token, items.size() - 1);
            return index == NONE ? null : items.get(index);
        }
        return parent.get(token);
    }

    /** An index has no sign and no leading zero. */
    private static int index(String token, int highest) {
        boolean plain = token.equals("0") || token.matches("[1-9][0-9]{0,8}");
        int index = plain ? Integer.parseInt(token) : NONE;
        return index <= highest ? index : NONE;
    }
}
