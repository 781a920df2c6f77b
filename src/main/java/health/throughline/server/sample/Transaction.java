package health.throughline.server.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.UUID;

/** A transaction Bundle under construction. */
final class Transaction {

    /** No Bundle of the sample has more entries. */
    static final int LIMIT = 100;

    /** Not where canonical URLs lie: a server takes every mention of a fullUrl for the resource itself. */
    private static final String PLACE = "https://throughline.example/sample/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SplittableRandom random;
    private final Part bundle = Part.resource("Bundle").with("type", "transaction");
    private int size;

    Transaction(SplittableRandom random) {
        this.random = random;
    }

    /** Adds a resource under a fixed id, which other transactions can refer to; returns the reference. */
    String put(String id, Part resource) {
        var url = resource.type() + "/" + id;
        resource.with("id", id);
        add(PLACE + url, resource, "PUT", url);
        return url;
    }

    /** Adds a resource whose id the server gives; returns the reference that holds within this transaction. */
    String post(Part resource) {
        var url = "urn:uuid:" + uuid();
        add(url, resource, "POST", resource.type());
        return url;
    }

    int size() {
        return size;
    }

    SampleBundle finish(int client) {
        if (size > LIMIT) {
            throw new IllegalStateException("A sample transaction of " + size + " entries: split it");
        }
        try {
            return new SampleBundle(client, size, JSON.writeValueAsBytes(bundle.node()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String fullUrl, Part resource, String method, String url) {
        var request = Part.of().with("method", method).with("url", url);
        bundle.list(
                "entry",
                Part.of().with("fullUrl", fullUrl).with("resource", resource).with("request", request));
        size++;
    }

    private UUID uuid() {
        var version4 = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        var variant = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(version4, variant);
    }
}
