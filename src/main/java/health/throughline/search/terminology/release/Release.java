package health.throughline.search.terminology.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.store.term.load.ConceptSink;
import java.io.IOException;

/** One release of a code system, as its owner hands it out. */
public interface Release {

    /** A CodeSystem with url and version, without its concepts. */
    ObjectNode definition() throws IOException;

    /** Tells everything the release says about its concepts. */
    void tell(ConceptSink sink) throws IOException;

    /** A definition of a system that is hierarchical by is-a and here as a whole. */
    static ObjectNode definition(String url, String name, String version) {
        ObjectNode definition =
                FhirJson.object().put("resourceType", "CodeSystem").put("url", url);
        definition.put("version", version).put("name", name).put("status", "active");
        definition.put("caseSensitive", true).put("hierarchyMeaning", "is-a");
        return definition.put("content", "complete");
    }
}
