package health.throughline.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interactions;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.Conditions;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import health.throughline.search.plan.Restriction;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.Keys;
import health.throughline.store.ScratchPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** Calls the API of a record whose audit trail the test writes, as callers of different rights. */
public final class TrailCalls implements AutoCloseable {

    public static final String BASE = "https://iop.example/fhir";
    public static final Access ALL = Access.everything("privacy officer");

    private final ConfigurableApplicationContext context = ScratchPostgres.record(ScratchPostgres.database(), Map.of());

    public void record(AuditEntry... entries) {
        context.getBean(AuditTrail.class).record(List.of(entries));
    }

    /** The key of Patient/id in the trail. */
    public long key(String patient) {
        return context.getBean(Keys.class).of(new ResourceKey("Patient", patient));
    }

    /** A client who sees their own record only. */
    public Access client(String patient) {
        return new Access(patient, Restriction.to(new long[] {key(patient)}, Set.of()));
    }

    public void put(ObjectNode resource) {
        ResourceKey key = new ResourceKey(
                resource.path("resourceType").asText(), resource.path("id").asText());
        context.getBean(HealthRecord.class).write(new Change.Update(Change.Target.of(key), resource, null), ALL);
    }

    public FhirResponse call(String method, String url, byte[] body, Access access) {
        String relative = url.startsWith(BASE + "/") ? url.substring(BASE.length() + 1) : url;
        int question = relative.indexOf('?');
        List<String> path = FhirRequest.segments(question < 0 ? relative : relative.substring(0, question));
        List<Parameter> parameters = question < 0 ? List.of() : Conditions.parse(relative.substring(question + 1));
        FhirRequest request = new FhirRequest(method, path, parameters, FhirRequest.NO_HEADERS, body, BASE, access);
        try {
            return context.getBean(Interactions.class).answer(request, Route.of(method, path));
        } catch (RuntimeException e) {
            return ErrorTranslator.translate(e);
        }
    }

    public FhirResponse get(String url, Access access) {
        return call("GET", url, new byte[0], access);
    }

    /** The content of a good answer. */
    public ObjectNode json(String url, Access access) {
        FhirResponse response = get(url, access);
        ObjectNode json = FhirJson.parse(Objects.requireNonNull(response.body()));
        if (response.status() != 200) {
            throw new AssertionError(url + ": " + response.status() + " " + json);
        }
        return json;
    }

    /** The ids of all pages. */
    public List<String> ids(String url, Access access) {
        List<String> ids = new ArrayList<>();
        for (String next = url; !next.isEmpty(); ) {
            ObjectNode page = json(next, access);
            page.path("entry").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
            next = link(page);
        }
        return ids;
    }

    private static String link(JsonNode page) {
        for (JsonNode link : page.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    @Override
    public void close() {
        context.close();
    }
}
