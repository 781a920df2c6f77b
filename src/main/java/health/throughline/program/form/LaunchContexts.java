package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The launch contexts that a form declares: the resources it wants to be started with. */
final class LaunchContexts {

    private LaunchContexts() {}

    /** Their names, such as patient. */
    static Set<String> declared(JsonNode questionnaire) {
        Set<String> names = new TreeSet<>(Set.of("patient", "encounter", "user"));
        for (JsonNode extension : questionnaire.path("extension")) {
            if (extension.path("url").asText("").equals(Sdc.url("launchContext"))) {
                names.add(name(extension));
            }
        }
        names.remove("");
        return names;
    }

    private static String name(JsonNode extension) {
        for (JsonNode part : extension.path("extension")) {
            if (part.path("url").asText("").equals("name")) {
                return part.path("valueCoding")
                        .path("code")
                        .asText(part.path("valueId").asText(""));
            }
        }
        return "";
    }
}
