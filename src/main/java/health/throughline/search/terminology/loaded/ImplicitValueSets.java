package health.throughline.search.terminology.loaded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Concept;
import health.throughline.fhir.terminology.Definitions;
import java.util.Optional;

/**
 * The value sets that SNOMED CT and LOINC define by the form of their URLs.
 *
 * @see <a href="https://hl7.org/fhir/R4/snomedct.html">R4 SNOMED CT</a>
 * @see <a href="https://hl7.org/fhir/R4/loinc.html">R4 LOINC</a>
 */
public final class ImplicitValueSets implements Definitions {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String SNOMED_ALL = "?fhir_vs";
    private static final String LOINC = "http://loinc.org";
    private static final String LOINC_ALL = LOINC + "/vs";

    private final LoadedSystems systems;

    public ImplicitValueSets(LoadedSystems systems) {
        this.systems = systems;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        String url = name.url();
        if (!type.equals("ValueSet")) {
            return Optional.empty();
        }
        if (url.startsWith(SNOMED) && url.contains(SNOMED_ALL)) {
            return systems.find(Canonical.of(SNOMED)).map(system -> snomed(url, system));
        }
        if (url.equals(LOINC_ALL) || url.startsWith(LOINC_ALL + "/")) {
            return systems.find(Canonical.of(LOINC)).flatMap(system -> loinc(url, system));
        }
        return Optional.empty();
    }

    private static ObjectNode snomed(String url, CodeSystem system) {
        String edition = url.substring(0, url.indexOf(SNOMED_ALL));
        String which = url.substring(url.indexOf(SNOMED_ALL) + SNOMED_ALL.length());
        if (!edition.equals(SNOMED) && !system.version().startsWith(edition)) {
            throw refused("Another edition or version of SNOMED CT is loaded here than the value set names.");
        }
        ObjectNode valueSet = valueSet(url, system);
        ObjectNode include = include(valueSet, SNOMED);
        if (which.startsWith("=isa/")) {
            filter(include, "is-a", which.substring("=isa/".length()));
        } else if (!which.isEmpty()) {
            throw refused(
                    "Of the value sets of SNOMED CT, this server answers ?fhir_vs and ?fhir_vs=isa/…; store a ValueSet "
                            + "that lists the codes of a reference set or an expression.");
        }
        return valueSet;
    }

    private static Optional<ObjectNode> loinc(String url, CodeSystem system) {
        ObjectNode valueSet = valueSet(url, system);
        ObjectNode include = include(valueSet, LOINC);
        if (url.equals(LOINC_ALL)) {
            return Optional.of(valueSet);
        }
        String code = url.substring(LOINC_ALL.length() + 1);
        Optional<Concept> concept = system.find(code);
        if (concept.isEmpty()) {
            return Optional.empty();
        }
        if (!code.startsWith("LL")) {
            filter(include, "is-a", code);
            return Optional.of(valueSet);
        }
        ArrayNode answers = include.putArray("concept");
        for (JsonNode property : concept.get().node().path("property")) {
            if (property.path("code").asText("").equals("answer")) {
                answers.addObject().put("code", property.path("valueCode").asText(""));
            }
        }
        return Optional.of(valueSet);
    }

    private static ObjectNode valueSet(String url, CodeSystem system) {
        ObjectNode valueSet = FhirJson.object();
        valueSet.put("resourceType", "ValueSet").put("url", url);
        return valueSet.put("version", system.version()).put("status", "active");
    }

    private static ObjectNode include(ObjectNode valueSet, String system) {
        return valueSet.putObject("compose").putArray("include").addObject().put("system", system);
    }

    private static void filter(ObjectNode include, String op, String code) {
        include.putArray("filter")
                .addObject()
                .put("property", "concept")
                .put("op", op)
                .put("value", code);
    }

    private static Refusal refused(String why) {
        return Refusal.invalid("not-supported", why, null);
    }
}
