package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON Patch.
 *
 * @param from the source of move and copy; the path itself for the others
 */
record JsonOperation(int index, Kind kind, Pointer path, Pointer from, JsonNode value) {

    /** The six operations of RFC 6902, section 4. */
    enum Kind {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST;

        private boolean hasValue() {
            return this == ADD || this == REPLACE || this == TEST;
        }

        private boolean hasSource() {
            return this == MOVE || this == COPY;
        }
    }

    /** 1 and 1.0 are the same number, RFC 6902 section 4.6. */
    private static final Comparator<JsonNode> SAME = (a, b) -> {
        boolean numbers = a.isNumber() && b.isNumber();
        if (numbers) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    static JsonOperation of(int index, JsonNode body) {
        if (!body.isObject()) {
            throw Patch.malformed(index, "is not a JSON object");
        }
        Kind kind = kind(index, body.path("op").asText());
        Pointer path = pointer(index, body, "path");
        Pointer from = kind.hasSource() ? pointer(index, body, "from") : path;
        JsonNode value = body.get("value");
        if (kind.hasValue() && value == null) {
            throw Patch.malformed(index, "needs a 'value'");
        }
        if (kind == Kind.MOVE && from.isAbove(path)) {
            throw Patch.malformed(index, "moves a value into itself");
        }
        return new JsonOperation(index, kind, path, from, value == null ? NullNode.getInstance() : value);
    }

    private static Kind kind(int index, String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw Patch.malformed(index, "needs an 'op': add, remove, replace, move, copy or test");
    }

    private static Pointer pointer(int index, JsonNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw Patch.malformed(index, "needs a '" + name + "' in quotes");
        }
        return Pointer.parse(body.get(name).textValue())
                .orElseThrow(() -> Patch.malformed(index, "has a '" + name + "' that is no JSON Pointer"));
    }

    void apply(ObjectNode holder, Allowance allowance) {
        switch (kind) {
            case ADD -> add(holder, value.deepCopy(), allowance);
            case REMOVE -> present(path.remove(holder));
            case REPLACE -> replace(holder, allowance);
            case MOVE -> move(holder, allowance);
            case COPY -> add(holder, present(from.get(holder)).deepCopy(), allowance);
            case TEST -> test(holder);
        }
    }

    private void add(ObjectNode holder, JsonNode node, Allowance allowance) {
        allowance.use(node, path.depth());
        if (!path.add(holder, node)) {
            throw Patch.misfit(index, "adds where there is no place: the parent is missing or the index too high");
        }
    }

    private void replace(ObjectNode holder, Allowance allowance) {
        allowance.use(value, path.depth());
        if (!path.replace(holder, value.deepCopy())) {
            throw nothingThere();
        }
    }

    /** RFC 6902 section 4.4: as remove and then add; the place is that after the removal. */
    private void move(ObjectNode holder, Allowance allowance) {
        add(holder, present(from.remove(holder)), allowance);
    }

    private void test(ObjectNode holder) {
        if (!present(path.get(holder)).equals(SAME, value)) {
            throw Patch.misfit(index, "tests for a value that is not there");
        }
    }

    private JsonNode present(@Nullable JsonNode node) {
        if (node == null) {
            throw nothingThere();
        }
        return node;
    }

    private Refusal nothingThere() {
        return Patch.misfit(index, "names a place where nothing is");
    }
}
