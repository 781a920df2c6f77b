package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a resource, as {@code _summary} and {@code _elements} ask for it, marked SUBSETTED. Mandatory elements and
 * those that change the meaning of others (isModifier) always stay.
 */
public final class Summary {

    /** The elements of the definition marked as summary, at every level. */
    public static final Summary TRUE = new Summary(Summary::marked);

    /** The narrative and the mandatory elements of the top level. */
    public static final Summary TEXT = new Summary(
            (slot, value) -> isEssential(slot) || slot.element().name().equals("text") ? value : null);

    /** Everything but the narrative. */
    public static final Summary DATA =
            new Summary((slot, value) -> slot.element().name().equals("text") ? null : value);

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private static final String SUBSETTED = "SUBSETTED";
    private static final List<String> FIRST = List.of("resourceType", "id", "meta");
    private static final Set<String> ALWAYS = Set.copyOf(FIRST);

    private final Selection selection;

    private Summary(Selection selection) {
        this.selection = selection;
    }

    /** The value of {@code _summary}; empty for false, count and anything unknown. */
    public static Optional<Summary> named(String code) {
        return switch (code) {
            case "true" -> Optional.of(TRUE);
            case "text" -> Optional.of(TEXT);
            case "data" -> Optional.of(DATA);
            default -> Optional.empty();
        };
    }

    /** The values of {@code _elements}: {@code status}, {@code name.family}, {@code Patient.name} or {@code value}. */
    public static Summary elements(List<String> paths) {
        return new Summary(Wanted.of(paths));
    }

    /** A new tree; the resource given is left as it is. */
    public ObjectNode of(ObjectNode resource) {
        Composite schema = Schema.resource(resource.path("resourceType").asText());
        ObjectNode part = resource.objectNode();
        for (String name : FIRST) {
            if (resource.has(name)) {
                part.set(name, resource.get(name).deepCopy());
            }
        }
        if (schema != null) {
            Selection.pick(resource, part, schema.shape(), selection, ALWAYS);
        }
        markSubsetted(part);
        return part;
    }

    static boolean isEssential(Slot slot) {
        return slot.element().traits().required() || slot.element().traits().modifier();
    }

    private static @Nullable JsonNode marked(Slot slot, JsonNode value) {
        boolean marked = slot.element().traits().summary() || isEssential(slot);
        return marked ? Selection.within(slot, value, Summary::marked) : null;
    }

    private static void markSubsetted(ObjectNode part) {
        ObjectNode meta = part.withObjectProperty("meta");
        ArrayNode tags = meta.withArrayProperty("tag");
        for (JsonNode tag : tags) {
            if (tag.path("code").asText().equals(SUBSETTED)
                    && tag.path("system").asText().equals(SYSTEM)) {
                return;
            }
        }
        tags.addObject().put("system", SYSTEM).put("code", SUBSETTED);
    }
}
