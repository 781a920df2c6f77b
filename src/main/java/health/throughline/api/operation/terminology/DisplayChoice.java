package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.terminology.Expansion.Member;
import java.util.List;
import java.util.Locale;

/** In which words codes are given: the language asked for, and the designations wanted beside it. */
final class DisplayChoice {

    private static final String LANGUAGE = "urn:ietf:bcp:47|";

    private final String language;
    private final boolean designations;
    private final List<String> wanted;

    DisplayChoice(Given given) {
        language = given.text("displayLanguage").orElse("").toLowerCase(Locale.ROOT);
        wanted = given.texts("designation");
        designations = given.flag("includeDesignations") || !wanted.isEmpty();
    }

    void write(Member member, ObjectNode contains) {
        contains.put("system", member.system());
        if (member.abstractOnly()) {
            contains.put("abstract", true);
        }
        if (member.inactive()) {
            contains.put("inactive", true);
        }
        if (!member.version().isEmpty()) {
            contains.put("version", member.version());
        }
        contains.put("code", member.code());
        String display = display(member.display(), member.node());
        if (!display.isEmpty()) {
            contains.put("display", display);
        }
        if (designations) {
            designations(member.node(), contains);
        }
    }

    /** In the language asked for where there is a designation in it. */
    String display(String usual, JsonNode concept) {
        if (!language.isEmpty()) {
            for (JsonNode designation : concept.path("designation")) {
                String its = designation.path("language").asText("").toLowerCase(Locale.ROOT);
                if (its.equals(language) || its.startsWith(language + "-")) {
                    return designation.path("value").asText("");
                }
            }
        }
        return usual;
    }

    private void designations(JsonNode concept, ObjectNode contains) {
        ArrayNode list = FhirJson.array();
        for (JsonNode designation : concept.path("designation")) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(one -> matches(one, designation))) {
                list.add(designation);
            }
        }
        if (!list.isEmpty()) {
            contains.set("designation", list);
        }
    }

    /** {@code system|code} of a use, or {@code urn:ietf:bcp:47|language}. */
    private static boolean matches(String asked, JsonNode designation) {
        if (asked.startsWith(LANGUAGE)) {
            return designation.path("language").asText("").equalsIgnoreCase(asked.substring(LANGUAGE.length()));
        }
        JsonNode use = designation.path("use");
        return asked.equals(
                use.path("system").asText("") + "|" + use.path("code").asText(""));
    }
}
