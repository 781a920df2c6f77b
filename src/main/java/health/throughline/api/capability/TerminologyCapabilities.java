package health.throughline.api.capability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.search.terminology.KnownSystems;
import java.util.List;

/**
 * What the server knows of terminology, as FHIR states it.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminologycapabilities.html">R4 TerminologyCapabilities</a>
 */
public final class TerminologyCapabilities {

    private static final List<String> EXPANSION = List.of(
            "activeOnly",
            "count",
            "designation",
            "displayLanguage",
            "exclude-system",
            "excludeNotForUI",
            "filter",
            "includeDefinition",
            "includeDesignations",
            "offset",
            "url",
            "valueSet",
            "valueSetVersion");

    private TerminologyCapabilities() {}

    /** @param base the server's FHIR base, without a slash at its end */
    public static ObjectNode of(Software software, KnownSystems systems, String base) {
        ObjectNode statement = FhirJson.object().put("resourceType", "TerminologyCapabilities");
        statement.put("id", "throughline-terminology");
        statement.put("url", base + "/metadata?mode=terminology");
        statement.put("version", software.version());
        statement.put("name", software.name() + "Terminology");
        statement.put("title", software.name() + " terminology service");
        statement.put("status", "active");
        statement.put("date", software.built().toString());
        statement.put("description", "The code systems that this server knows, and what can be asked of them.");
        statement.put("kind", "instance");
        statement.putObject("software").put("name", software.name()).put("version", software.version());
        statement
                .putObject("implementation")
                .put("description", software.name() + " at " + base)
                .put("url", base);
        statement.put("lockedDate", false);
        systems(statement.putArray("codeSystem"), systems);
        ObjectNode expansion = statement.putObject("expansion");
        expansion.put("hierarchical", false).put("paging", true).put("incomplete", false);
        ArrayNode parameters = expansion.putArray("parameter");
        EXPANSION.forEach(name -> parameters.addObject().put("name", name));
        expansion.put(
                "textFilter",
                "Each word typed starts a word of the display or of another name of the code, or the code itself; case and "
                        + "accents do not matter.");
        statement.put("codeSearch", "all");
        statement.putObject("validateCode").put("translations", false);
        statement.putObject("translation").put("needsMap", true);
        statement.putObject("closure").put("translation", false);
        return statement;
    }

    private static void systems(ArrayNode array, KnownSystems systems) {
        for (KnownSystems.Known known : systems.all()) {
            ObjectNode system = array.addObject().put("uri", known.url());
            if (!known.version().isEmpty()) {
                ObjectNode version = system.putArray("version").addObject();
                version.put("code", known.version()).put("isDefault", true);
            }
            if (known.hierarchical()) {
                system.put("subsumption", true);
            }
        }
    }
}
