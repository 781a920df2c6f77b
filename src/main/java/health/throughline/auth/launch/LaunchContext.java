package health.throughline.auth.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.site.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in context of a launch; text that is not given is empty.
 *
 * @param patient id of the Patient
 * @param encounter id of the Encounter
 * @param fhirContext further resources, each with a reference, a canonical or an identifier
 * @param intent what the user wants of the app
 * @param banner whether the app must show who the patient is; null when that is not said
 * @param style URL of what the app should look like
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART 2.2, launch context</a>
 */
public record LaunchContext(
        String patient,
        String encounter,
        List<Map<String, Object>> fhirContext,
        String intent,
        @Nullable Boolean banner,
        String style) {

    public static final LaunchContext NONE = new LaunchContext("", "", List.of(), "", null, "");

    public LaunchContext {
        fhirContext = List.copyOf(fhirContext);
    }

    public static LaunchContext of(String patient, String encounter) {
        return new LaunchContext(patient, encounter, List.of(), "", patient.isEmpty() ? null : Boolean.TRUE, "");
    }

    /** The parameters of a token response. */
    public Map<String, Object> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "patient", patient);
        put(all, "encounter", encounter);
        if (!fhirContext.isEmpty()) {
            all.put("fhirContext", fhirContext);
        }
        put(all, "intent", intent);
        if (banner != null) {
            all.put("need_patient_banner", banner);
        }
        put(all, "smart_style_url", style);
        return all;
    }

    private static void put(Map<String, Object> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }

    public ObjectNode json() {
        return PlainJson.object(parameters());
    }

    /** What {@link #json} wrote. */
    public static LaunchContext read(JsonNode json) {
        List<Map<String, Object>> further = new ArrayList<>();
        json.path("fhirContext").forEach(one -> further.add(PlainJson.map(one)));
        JsonNode banner = json.path("need_patient_banner");
        return new LaunchContext(
                json.path("patient").asText(""),
                json.path("encounter").asText(""),
                further,
                json.path("intent").asText(""),
                banner.isBoolean() ? banner.asBoolean() : null,
                json.path("smart_style_url").asText(""));
    }
}
