package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A result as R4 wants it: without what is null, and re-arranged by {@code @flatten}, {@code @first}, {@code @singleton}
 * and {@code @slice}.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#flattening">R4 GraphQL, data flattening directives</a>
 */
final class ResultShape {

    private static final Pattern ADDED = Pattern.compile("__\\d+$");

    private final Document document;

    ResultShape(Document document) {
        this.document = document;
    }

    /** @param flattened whether a parent that may repeat is left out, so that everything below becomes a list */
    private record Place(ObjectNode target, boolean flattened, String suffix) {}

    ObjectNode of(SelectionSet set, Map<String, Object> data) {
        ObjectNode result = FhirJson.object();
        write(List.of(set), data, new Place(result, false, ""));
        return result;
    }

    /** As it is, nulls included: what tools expect of the schema. */
    static ObjectNode plain(Map<String, Object> data) {
        ObjectNode result = FhirJson.object();
        data.forEach((name, value) -> result.set(name, plainValue(value)));
        return result;
    }

    private static JsonNode plainValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = FhirJson.object();
            map.forEach((name, inner) -> object.set(String.valueOf(name), plainValue(inner)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = FhirJson.array();
            list.forEach(one -> array.add(plainValue(one)));
            return array;
        }
        return scalar(value);
    }

    private void write(List<SelectionSet> sets, Map<String, Object> data, Place place) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        sets.forEach(set -> collect(set, data, fields));
        fields.forEach((key, same) -> {
            Object value = data.get(key);
            boolean own = key.equals(QueryRewrite.TYPE) || key.equals(QueryRewrite.SLICE);
            if (value != null && !own) {
                write(same, ADDED.matcher(key).replaceFirst(""), value, place);
            }
        });
    }

    /** The fields that apply to a result of this type, those of one key together. */
    private void collect(SelectionSet set, Map<String, Object> data, Map<String, List<Field>> fields) {
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof Field field) {
                fields.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment fragment) {
                TypeName type = fragment.getTypeCondition();
                if (type == null || applies(type.getName(), data)) {
                    collect(fragment.getSelectionSet(), data, fields);
                }
            } else if (selection instanceof FragmentSpread spread) {
                fragment(spread)
                        .filter(fragment -> applies(fragment.getTypeCondition().getName(), data))
                        .ifPresent(fragment -> collect(fragment.getSelectionSet(), data, fields));
            }
        }
    }

    private Optional<FragmentDefinition> fragment(FragmentSpread spread) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(spread.getName()))
                .findFirst();
    }

    private static boolean applies(String type, Map<String, Object> data) {
        return type.equals(ElementTypes.RESOURCE) || type.equals(data.get(QueryRewrite.TYPE));
    }

    private void write(List<Field> same, String name, Object value, Place place) {
        Field field = same.get(0);
        boolean first = field.hasDirective("first");
        boolean repeats = value instanceof List && !first;
        Optional<String> slice = QueryRewrite.slice(field);
        if (first && slice.isPresent()) {
            throw Refusal.invalid("@first and @slice cannot stand on one field.");
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        for (int i = 0; i < values.size(); i++) {
            Object one = values.get(i);
            String suffix = place.suffix() + (slice.isEmpty() ? "" : "." + label(slice.get(), i, one));
            writeOne(same, name, one, new Place(place.target(), place.flattened() || repeats, suffix));
            if (first) {
                return;
            }
        }
    }

    private static String label(String path, int index, @Nullable Object value) {
        if (path.equals("$index")) {
            return Integer.toString(index);
        }
        Object label = value instanceof Map<?, ?> map ? map.get(QueryRewrite.SLICE) : null;
        return label == null ? "" : label.toString();
    }

    /** @param place flattened when the value goes into a list */
    private void writeOne(List<Field> same, String name, @Nullable Object value, Place place) {
        List<SelectionSet> inner = new ArrayList<>();
        for (Field field : same) {
            SelectionSet set = field.getSelectionSet();
            if (set != null) {
                inner.add(set);
            }
        }
        boolean flatten = same.get(0).hasDirective("flatten");
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> data = (Map<String, Object>) map;
            if (flatten) {
                write(inner, data, place);
                return;
            }
            ObjectNode object = FhirJson.object();
            write(inner, data, new Place(object, false, ""));
            add(same.get(0), name + place.suffix(), object, place);
        } else {
            add(same.get(0), name + place.suffix(), scalar(value), place);
        }
    }

    private static void add(Field field, String name, JsonNode value, Place place) {
        ObjectNode target = place.target();
        JsonNode before = target.get(name);
        if (field.hasDirective("singleton")) {
            if (before != null) {
                throw Refusal.invalid("@singleton stands on a field that has several values.");
            }
            target.set(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else if (before != null) {
            target.putArray(name).add(before).add(value);
        } else if (place.flattened()) {
            target.putArray(name).add(value);
        } else {
            target.set(name, value);
        }
    }

    private static JsonNode scalar(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return nodes.numberNode(number);
        }
        return value instanceof BigDecimal number ? nodes.numberNode(number) : nodes.textNode(value.toString());
    }
}
