package health.throughline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ids that exist on the server, from a search for the Observations of clients spread over the whole programme. */
record StoredIds(int clients, List<Version> observations) {

    private static final int CLIENTS_ASKED = 200;

    /** A stored resource and the version it is at. */
    record Version(String id, String version) {}

    static StoredIds from(FhirClient server, int clients) {
        var step = Math.max(1, clients / CLIENTS_ASKED);
        var observations = IntStream.iterate(1, client -> client <= clients, client -> client + step)
                .mapToObj(client -> "/Observation?patient=Patient/" + client(client) + "&_count=25")
                .flatMap(path -> server.ask(Request.get(path)).matches().stream())
                .filter(resource -> resource.path("resourceType").asText().equals("Observation"))
                .map(StoredIds::version)
                .toList();
        if (observations.isEmpty()) {
            throw new IllegalStateException("No Observation is found by patient: import the sample first");
        }
        return new StoredIds(clients, observations);
    }

    static String client(int number) {
        return String.format(Locale.ROOT, "client-%04d", number);
    }

    private static Version version(JsonNode resource) {
        return new Version(
                resource.path("id").asText(),
                resource.path("meta").path("versionId").asText("1"));
    }
}
