package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.screening.ScoredResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a response becomes, as a transaction that a client may look at, change and send. */
public final class ExtractionBundle {

    private static final List<String> CONDITIONS = List.of("ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist");

    private final ResourceKey response;
    private final boolean lasting;
    private final ArrayNode entries = FhirJson.array();
    private final List<Issue> issues = new ArrayList<>();

    /**
     * @param response where it is stored
     * @param lasting whether ids follow from the response, so that sending the transaction twice changes nothing
     */
    public ExtractionBundle(ResourceKey response, boolean lasting) {
        this.response = response;
        this.lasting = lasting;
    }

    /**
     * Adds scores and observed answers.
     *
     * @param named whether the response has an id by which they can refer to it
     */
    public void add(ScoredResponse scored, String status, boolean named) {
        scored.observations(status).forEach((key, observation) -> addObservation(key, observation, named));
        issues.addAll(scored.issues());
    }

    private void addObservation(ResourceKey key, ObjectNode observation, boolean named) {
        if (!lasting) {
            observation.remove("id");
        }
        if (!named) {
            observation.remove("derivedFrom");
        }
        request(
                entry("", key.toString(), observation),
                lasting ? "PUT" : "POST",
                lasting ? key.toString() : key.type());
    }

    /** Adds what templates and definitions make of it. */
    public void add(ResponseExtraction extraction, ObjectNode questionnaire, ObjectNode content) {
        Extraction run = extraction.run(questionnaire, response, content);
        issues.addAll(run.issues());
        Addresses addresses = new Addresses(response);
        JsonNode labels = content.path("meta").path("security");
        for (Extracted one : run.extracted()) {
            ExtractionDerivation.label(one.resource(), labels);
            addExtracted(one, addresses.of(one));
        }
    }

    private void addExtracted(Extracted one, ResourceKey key) {
        Map<String, String> conditions = one.conditions();
        boolean named = one.resource().has("id");
        boolean put = named || lasting && !conditions.containsKey("ifNoneExist");
        ObjectNode entry =
                entry(one.fullUrl(), one.name(), put ? Addresses.withId(key, one.resource()) : one.resource());
        ObjectNode request = request(
                entry,
                conditions.getOrDefault("method", put ? "PUT" : "POST"),
                conditions.getOrDefault("url", put ? key.toString() : key.type()));
        for (String condition : CONDITIONS) {
            if (conditions.containsKey(condition)) {
                request.put(condition, conditions.get(condition));
            }
        }
    }

    private ObjectNode entry(String fullUrl, String name, ObjectNode resource) {
        ObjectNode entry = entries.addObject();
        UUID uuid = UUID.nameUUIDFromBytes((response + " " + name).getBytes(StandardCharsets.UTF_8));
        entry.put("fullUrl", fullUrl.isEmpty() ? "urn:uuid:" + uuid : fullUrl);
        entry.set("resource", resource);
        return entry;
    }

    private static ObjectNode request(ObjectNode entry, String method, String url) {
        return entry.putObject("request").put("method", method).put("url", url);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public List<Issue> issues() {
        return issues;
    }

    public ObjectNode json() {
        ObjectNode bundle = FhirJson.object().put("resourceType", "Bundle").put("type", "transaction");
        bundle.set("entry", entries);
        return bundle;
    }
}
