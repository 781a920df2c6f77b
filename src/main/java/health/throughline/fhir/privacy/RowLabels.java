package health.throughline.fhir.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.ShippedDefinitions;
import java.util.HashSet;
import java.util.Set;

/**
 * What access may depend on, as texts that the store keeps with each version of a resource: its security labels, the parts
 * of the record that consents know it by, and the categories that scopes are narrowed to.
 */
public final class RowLabels {

    private static final Set<String> PEOPLE = Set.of("Practitioner", "RelatedPerson", "Person");

    private final PrivacyRules shares;

    public RowLabels(ShippedDefinitions definitions) {
        this.shares = PrivacyRules.of(definitions, PrivacyRules.SHARE);
    }

    /** The part of the record that a consent calls {@code category}. */
    public static String share(String category) {
        return "share#" + category;
    }

    /** The category {@code system|code}, or a bare code of whatever system. */
    public static String category(String token) {
        return "category#" + token;
    }

    /** A note kept apart, of this author: {@code Practitioner/1}. */
    public static String author(String reference) {
        return "author#" + reference;
    }

    /** The resource that says who a user is: {@code RelatedPerson/1}. */
    public static String self(String reference) {
        return "self#" + reference;
    }

    public Set<String> of(ObjectNode resource) {
        Set<String> texts = new HashSet<>();
        boolean apart = false;
        for (JsonNode coding : resource.path("meta").path("security")) {
            Label label = Label.of(coding);
            texts.add(label.text());
            apart |= label.equals(Label.COUNSELING_NOTE);
        }
        JsonNode category = resource.path("category");
        category(category, texts);
        category.forEach(one -> category(one, texts));
        if (apart) {
            resource.path("author")
                    .forEach(author -> texts.add(author(author.path("reference").asText(""))));
        }
        String type = resource.path("resourceType").asText();
        if (PEOPLE.contains(type)) {
            texts.add(self(type + "/" + resource.path("id").asText("")));
        }
        if (!OpenTypes.ALL.contains(type)) {
            shares.of(resource).forEach(label -> texts.add(share(label.code())));
        }
        return texts;
    }

    private static void category(JsonNode concept, Set<String> texts) {
        for (JsonNode coding : concept.path("coding")) {
            String code = coding.path("code").asText("");
            if (!code.isEmpty()) {
                texts.add(category(code));
                texts.add(category(coding.path("system").asText("") + "|" + code));
            }
        }
    }
}
