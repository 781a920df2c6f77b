package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.questionnaire.Sdc;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts a modular form together: each display item that names a subQuestionnaire gives way to the items of that form.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/modular.html">SDC, modular forms</a>
 */
public final class FormAssembly {

    private static final String PART = Sdc.url("subQuestionnaire");
    private static final String EXPECTATION = Sdc.url("assemble-expectation");
    private static final String CONTEXT = Sdc.url("assembleContext");
    private static final String FROM = Sdc.url("assembledFrom");
    private static final String PREFIX = "linkIdPrefix";
    private static final Set<String> ADOPTED =
            Set.of(Sdc.VARIABLE, Sdc.url("launchContext"), Sdc.url("sourceQueries"), Sdc.url("sourceStructureMap"));

    private final Definitions definitions;

    public FormAssembly(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * The whole form; one without parts comes back with what says that it was assembled.
     *
     * @throws Refusal when a part is not known, contains itself, or brings a linkId that is there already
     */
    public ObjectNode assemble(ObjectNode questionnaire) {
        ObjectNode whole = questionnaire.deepCopy();
        Deque<String> open = new ArrayDeque<>();
        open.push(questionnaire.path("url").asText(""));
        items(whole, whole, open, "");
        requireUnique(whole, new HashSet<>());
        extensions(whole, questionnaire);
        String version = questionnaire.path("version").asText("");
        whole.put("version", version.isEmpty() ? "assembled" : version + "-assembled");
        return whole;
    }

    private void items(ObjectNode parent, ObjectNode root, Deque<String> open, String prefix) {
        if (!(parent.path("item") instanceof ArrayNode there)) {
            return;
        }
        ArrayNode items = FhirJson.array();
        for (JsonNode item : there) {
            String part =
                    Sdc.value(item, "subQuestionnaire").map(JsonNode::asText).orElse("");
            if (part.isEmpty()) {
                ObjectNode own = (ObjectNode) item;
                items(own, root, open, prefix);
                items.add(own);
            } else {
                part(part, parent, root, open).forEach(items::add);
            }
        }
        parent.set("item", items);
    }

    private ArrayNode part(String name, ObjectNode parent, ObjectNode root, Deque<String> open) {
        ObjectNode part = definitions
                .find("Questionnaire", Canonical.of(name))
                .orElseThrow(() -> refused("not-found", "names a form that is not known here; store it"))
                .deepCopy();
        String url = part.path("url").asText("");
        if (open.contains(url)) {
            throw refused("business-rule", "contains itself, directly or through others; take the circle out");
        }
        open.push(url);
        String prefix = takesPrefix(part) ? prefix(parent) : "";
        items(part, root, open, prefix);
        open.pop();
        ArrayNode items = part.path("item") instanceof ArrayNode array ? array : FhirJson.array();
        if (!prefix.isEmpty()) {
            items.forEach(item -> prefixed(item, prefix));
        }
        adopt(part, root);
        return items;
    }

    private static boolean takesPrefix(ObjectNode part) {
        return Sdc.values(part, "assembleContext").stream()
                .anyMatch(one -> one.asText().equals(PREFIX));
    }

    /** The variable of the item around the part, whose expression is a text in quotes. */
    private static String prefix(ObjectNode parent) {
        for (JsonNode extension : parent.path("extension")) {
            JsonNode expression = extension.path("valueExpression");
            if (expression.path("name").asText("").equals(PREFIX)) {
                return expression.path("expression").asText("").replaceAll("^'|'$", "");
            }
        }
        return "";
    }

    private static void prefixed(JsonNode item, String prefix) {
        ObjectNode own = (ObjectNode) item;
        own.put("linkId", prefix + item.path("linkId").asText(""));
        item.path("enableWhen")
                .forEach(condition -> ((ObjectNode) condition)
                        .put("question", prefix + condition.path("question").asText("")));
        item.path("item").forEach(child -> prefixed(child, prefix));
    }

    /** What the expressions of a part need moves to the root with them. */
    private static void adopt(ObjectNode part, ObjectNode root) {
        for (JsonNode extension : part.path("extension")) {
            if (ADOPTED.contains(extension.path("url").asText("")) && !holds(root.path("extension"), extension)) {
                root.withArray("extension").add(extension);
            }
        }
        for (JsonNode contained : part.path("contained")) {
            if (!holds(root.path("contained"), contained)) {
                requireFreeId(root, contained.path("id").asText(""));
                root.withArray("contained").add(contained);
            }
        }
    }

    private static boolean holds(JsonNode array, JsonNode element) {
        for (JsonNode one : array) {
            if (one.equals(element)) {
                return true;
            }
        }
        return false;
    }

    private static void requireFreeId(ObjectNode root, String id) {
        for (JsonNode contained : root.path("contained")) {
            if (contained.path("id").asText("").equals(id)) {
                throw refused("duplicate", "and another contain different resources with one id; rename one of them");
            }
        }
    }

    private static void requireUnique(JsonNode parent, Set<String> linkIds) {
        for (JsonNode item : parent.path("item")) {
            if (!linkIds.add(item.path("linkId").asText(""))) {
                throw refused(
                        "duplicate",
                        "and another have an item with one linkId; give the group around it a linkIdPrefix");
            }
            requireUnique(item, linkIds);
        }
    }

    private static void extensions(ObjectNode whole, ObjectNode from) {
        ArrayNode extensions = FhirJson.array();
        for (JsonNode extension : whole.path("extension")) {
            String url = extension.path("url").asText("");
            if (!List.of(EXPECTATION, CONTEXT, PART, FROM).contains(url)) {
                extensions.add(extension);
            }
        }
        String version = from.path("version").asText("");
        extensions
                .addObject()
                .put("url", FROM)
                .set(
                        "valueCanonical",
                        TextNode.valueOf(from.path("url").asText("") + (version.isEmpty() ? "" : "|" + version)));
        whole.set("extension", extensions);
    }

    private static Refusal refused(String code, String what) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error(
                        code, "A part of the form (subQuestionnaire) " + what + ".", "Questionnaire.item")));
    }
}
