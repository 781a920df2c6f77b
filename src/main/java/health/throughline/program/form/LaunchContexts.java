package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.Set;
import java.util.TreeSet;

/** The launch contexts that a form declares: the resources it wants to be started with. */
final class LaunchContexts {

    private LaunchContexts() {}

    /** Their names, such as patient. */
    static Set<String> declared(JsonNode questionnaire) {
        Set<String> names = new TreeSet<>(Set.of("patient", "encounter", "user"));
        for (JsonNode context : Sdc.all(questionnaire, "launchContext")) {
            JsonNode name = Sdc.part(context, "name");
            names.add(name.path("valueCoding")
                    .path("code")
                    .asText(name.path("valueId").asText("")));
        }
        names.remove("");
        return names;
    }
}
