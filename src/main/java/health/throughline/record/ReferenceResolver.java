package health.throughline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what stands for a resource inside a transaction by its address: the fullUrls of other entries wherever they
 * occur, narrative included, and conditional references.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">R4 transaction processing rules</a>
 */
final class ReferenceResolver {

    private final RecordSearch search;
    private final Vocabulary vocabulary;

    ReferenceResolver(RecordSearch search, Vocabulary vocabulary) {
        this.search = search;
        this.vocabulary = vocabulary;
    }

    /** The entries with resolved copies of their resources; entries that need nothing are left as they are. */
    List<Entry> resolve(List<Entry> entries, List<Targets.Found> found, Access access) {
        Map<String, String> addresses = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String fullUrl = entries.get(i).fullUrl();
            if (!fullUrl.isEmpty() && !found.get(i).keys().isEmpty()) {
                addresses.put(fullUrl, found.get(i).key().toString());
            }
        }
        Resolution resolution = new Resolution(addresses, access);
        List<Entry> resolved = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Change change = entry.step(() -> resolution.resolve(entry.change()));
            resolved.add(new Entry(change, entry.fullUrl(), entry.place(), entry.findingsWanted()));
        }
        return resolved;
    }

    /** Whether any Reference in {@code node} has the form Type?parameters. */
    static boolean hasConditionalReference(JsonNode node) {
        if (node instanceof ObjectNode object
                && conditional(object.path("reference").asText(""))) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && hasConditionalReference(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean conditional(String reference) {
        int question = reference.indexOf('?');
        return question > 0 && Fhir.isResourceType(reference.substring(0, question));
    }

    private final class Resolution {

        private final Map<String, String> addresses;
        private final Access access;

        Resolution(Map<String, String> addresses, Access access) {
            this.addresses = addresses;
            this.access = access;
        }

        Change resolve(Change change) {
            if (change instanceof Change.Create create) {
                return new Change.Create(create.target(), copy(create.resource()));
            }
            if (change instanceof Change.Update update) {
                return new Change.Update(update.target(), copy(update.resource()), update.ifMatch());
            }
            return change;
        }

        /** The resource itself when nothing in it needs resolving: most writes. */
        private ObjectNode copy(ObjectNode resource) {
            if (!needed(resource)) {
                return resource;
            }
            ObjectNode copy = resource.deepCopy();
            object(copy);
            return copy;
        }

        private boolean needed(JsonNode node) {
            if (node.isTextual()) {
                return replacement("", node.asText()) != null;
            }
            if (node instanceof ObjectNode object
                    && conditional(object.path("reference").asText(""))) {
                return true;
            }
            for (JsonNode child : node) {
                if ((child.isContainerNode() || child.isTextual()) && needed(child)) {
                    return true;
                }
            }
            return false;
        }

        private void object(ObjectNode node) {
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                JsonNode value = child.getValue();
                if (value.isTextual()) {
                    String text = replacement(child.getKey(), value.asText());
                    child.setValue(text == null ? value : TextNode.valueOf(text));
                } else {
                    container(value);
                }
            }
        }

        private void container(JsonNode value) {
            if (value instanceof ObjectNode object) {
                object(object);
            } else if (value instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    String text = array.get(i).isTextual()
                            ? replacement("", array.get(i).asText())
                            : null;
                    if (text != null) {
                        array.set(i, TextNode.valueOf(text));
                    } else {
                        container(array.get(i));
                    }
                }
            }
        }

        private @Nullable String replacement(String name, String text) {
            if (name.equals("reference") && conditional(text)) {
                return conditionalTarget(text);
            }
            String address = addresses.get(text);
            if (address != null) {
                return address;
            }
            boolean narrative = text.startsWith("<div") && text.contains("\"urn:");
            return narrative ? inNarrative(text) : null;
        }

        private String inNarrative(String div) {
            String text = div;
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                text = text.replace("\"" + address.getKey() + "\"", "\"" + address.getValue() + "\"");
            }
            return text;
        }

        private String conditionalTarget(String reference) {
            String relative = vocabulary.target(reference);
            int question = relative.indexOf('?');
            String type = relative.substring(0, question);
            List<ResourceVersion> matches =
                    search.matching(type, Conditions.parse(relative.substring(question + 1)), 2, access);
            if (matches.size() != 1) {
                throw new Refusal(
                        matches.isEmpty() ? Refusal.Reason.PRECONDITION_FAILED : Refusal.Reason.MULTIPLE_MATCHES,
                        "A conditional reference to " + type + " matches " + (matches.isEmpty() ? "nothing" : "several")
                                + "; it must match exactly one resource.");
            }
            return matches.get(0).key().toString();
        }
    }
}
