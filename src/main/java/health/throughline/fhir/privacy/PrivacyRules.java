package health.throughline.fhir.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds in a resource what makes it sensitive and which parts of the record it belongs to, by the rules that stand as
 * ValueSets under {@code terminology/value-sets}: {@code sensitivity-*} and {@code share-*}. To add a rule, add such a file.
 */
public final class PrivacyRules {

    /** How the ids of rules start that make something sensitive. */
    static final String SENSITIVITY = "sensitivity-";

    /** How those start that say to which part of the record something belongs. */
    static final String SHARE = "share-";

    private static final String TYPES = "http://hl7.org/fhir/resource-types|";
    private static final String FORMS = "urn:ietf:rfc:3986|";
    private static final int SHORTEST_GROUP = 2;

    private final Map<String, List<Label>> codes = new HashMap<>();
    private final Map<String, List<Label>> systems = new HashMap<>();
    private final Map<String, List<Label>> groups = new HashMap<>();
    private final Map<String, List<Label>> names = new HashMap<>();
    private final Map<String, List<Label>> types = new HashMap<>();
    private final Set<String> grouped = new LinkedHashSet<>();

    private PrivacyRules(List<PrivacyRule> rules) {
        for (PrivacyRule rule : rules) {
            rule.codes().forEach(code -> add(code.startsWith(TYPES) ? types : codes, code, rule.labels()));
            rule.systems().forEach(system -> add(systems, system, rule.labels()));
            rule.groups().forEach(group -> add(groups, group, rule.labels()));
            rule.names().forEach(name -> add(names, name, rule.labels()));
            rule.groups().forEach(group -> grouped.add(group.substring(0, group.indexOf('|'))));
        }
    }

    private static void add(Map<String, List<Label>> map, String key, List<Label> labels) {
        map.computeIfAbsent(key, absent -> new ArrayList<>()).addAll(labels);
    }

    /** The rules whose ValueSets' ids start with {@code prefix}. */
    static PrivacyRules of(ShippedDefinitions definitions, String prefix) {
        return new PrivacyRules(definitions.keys().stream()
                .filter(key -> isRule(key, prefix))
                .map(key -> PrivacyRule.of(definitions.find(key).orElseThrow()))
                .toList());
    }

    /** Differs whenever a rule does. */
    static String digest(ShippedDefinitions definitions) {
        return definitions.digest(key -> isRule(key, SENSITIVITY) || isRule(key, SHARE));
    }

    private static boolean isRule(ResourceKey key, String prefix) {
        return key.type().equals("ValueSet") && key.id().startsWith(prefix);
    }

    /** The labels of whatever codes, forms and medicines {@code resource} holds anywhere; of its type when of nothing else. */
    Set<Label> of(ObjectNode resource) {
        Set<Label> found = new LinkedHashSet<>();
        resource.properties().forEach(child -> {
            if (!child.getKey().equals("meta")) {
                walk(child.getValue(), found);
            }
        });
        JsonNode form = resource.get("questionnaire");
        if (form != null && form.isTextual()) {
            String canonical = form.asText();
            int version = canonical.indexOf('|');
            found.addAll(
                    codes.getOrDefault(FORMS + (version < 0 ? canonical : canonical.substring(0, version)), List.of()));
        }
        if (found.isEmpty()) {
            found.addAll(
                    types.getOrDefault(TYPES + resource.path("resourceType").asText(), List.of()));
        }
        return found;
    }

    private void walk(JsonNode node, Set<Label> found) {
        if (node instanceof ObjectNode object) {
            JsonNode code = object.get("code");
            if (code != null && code.isTextual()) {
                coding(object.path("system").asText(""), code.asText(), found);
            }
            if (!names.isEmpty()) {
                named(object.get("display"), found);
                named(object.get("text"), found);
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                walk(child, found);
            }
        }
    }

    private void coding(String system, String code, Set<Label> found) {
        found.addAll(codes.getOrDefault(system + "|" + code, List.of()));
        found.addAll(systems.getOrDefault(system, List.of()));
        if (grouped.contains(system)) {
            for (int length = SHORTEST_GROUP; length <= code.length(); length++) {
                found.addAll(groups.getOrDefault(system + "|" + code.substring(0, length), List.of()));
            }
        }
    }

    private void named(@org.jspecify.annotations.Nullable JsonNode text, Set<Label> found) {
        if (text == null || !text.isTextual()) {
            return;
        }
        String lower = text.asText().toLowerCase(Locale.ROOT);
        names.forEach((name, labels) -> {
            if (lower.contains(name)) {
                found.addAll(labels);
            }
        });
    }
}
