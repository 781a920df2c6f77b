package health.throughline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that write without pause, singles and transactions in turn, and remember what they were told. */
final class Writers implements AutoCloseable {

    static final int ENTRIES = 5;

    private static final int THREADS = 4;

    private final ServerProcess server;
    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> transactions = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    Writers(ServerProcess server, String name) {
        this.server = server;
        this.name = name;
        for (int i = 0; i < THREADS; i++) {
            String writer = name + "-" + i;
            Thread thread = new Thread(() -> write(writer), writer);
            threads.add(thread);
            thread.start();
        }
    }

    private void write(String writer) {
        for (int i = 0; running; i++) {
            String id = writer + "-" + i;
            try {
                if (i % 2 == 0) {
                    note(server.send("POST", "/fhir/Basic", basic(id)));
                } else {
                    transactions.add(id);
                    note(server.send("POST", "/fhir", transaction(id)));
                }
            } catch (IOException e) {
                statuses.merge(0, 1, Integer::sum);
                ServerProcess.pause(20);
            }
        }
    }

    private void note(HttpResponse<String> response) {
        statuses.merge(response.statusCode(), 1, Integer::sum);
        if (response.statusCode() >= 300) {
            ServerProcess.pause(20);
            return;
        }
        response.headers().firstValue("Location").ifPresent(this::acknowledge);
        JsonNode body = FhirJson.parseStored(response.body().getBytes(StandardCharsets.UTF_8));
        body.path("entry")
                .forEach(entry ->
                        acknowledge(entry.path("response").path("location").asText()));
    }

    private void acknowledge(String location) {
        int start = location.indexOf("Basic/");
        acknowledged.add("/fhir/" + location.substring(start));
    }

    private static String basic(String id) {
        return "{\"resourceType\":\"Basic\",\"identifier\":[{\"system\":\"urn:write\",\"value\":\"" + id
                + "\"}],\"code\":{\"text\":\"" + "x".repeat(300) + "\"}}";
    }

    private static String transaction(String id) {
        String entry = "{\"resource\":" + basic(id) + ",\"request\":{\"method\":\"POST\",\"url\":\"Basic\"}}";
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                + String.join(",", java.util.Collections.nCopies(ENTRIES, entry)) + "]}";
    }

    /** How many answers had this status; 0 counts those that never came. */
    int answered(int status) {
        return statuses.getOrDefault(status, 0);
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    int written() {
        return acknowledged.size();
    }

    /** Waits until this many more writes are acknowledged. */
    void awaitMore(int more) {
        int goal = written() + more;
        long end = System.nanoTime() + 120_000_000_000L;
        while (written() < goal) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Writes no longer succeed: " + statuses);
            }
            ServerProcess.pause(10);
        }
    }

    /** Acknowledged versions that the server does not have. */
    List<String> lost(ServerProcess now) {
        return acknowledged.parallelStream()
                .filter(path -> now.status(path) != 200)
                .toList();
    }

    /** Transactions of which only some entries are there. */
    List<String> halves(ServerProcess now) {
        return transactions.parallelStream()
                .filter(id -> !List.of(0, ENTRIES).contains(count(now, id)))
                .toList();
    }

    private static int count(ServerProcess now, String id) {
        try {
            String body = now.send("GET", "/fhir/Basic?_summary=count&identifier=urn:write%7C" + id, "")
                    .body();
            return FhirJson.parseStored(body.getBytes(StandardCharsets.UTF_8))
                    .path("total")
                    .asInt(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Ends the writing; what was under way is waited for. */
    void finish() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        finish();
    }

    @Override
    public String toString() {
        return name + " " + statuses;
    }
}
