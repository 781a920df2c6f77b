package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.server.sample.SampleProgramme;
import java.util.ArrayList;
import java.util.List;

/** The resources of a small sample programme. */
final class SampleResources {

    private static final List<ObjectNode> ALL = all();

    private SampleResources() {}

    private static List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        new SampleProgramme(7, 10).bundles().forEach(bundle -> {
            for (JsonNode entry : FhirJson.parse(bundle.json()).path("entry")) {
                all.add((ObjectNode) entry.path("resource"));
            }
        });
        return all;
    }

    static List<ObjectNode> of(String type) {
        return ALL.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }
}
