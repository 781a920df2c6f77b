package health.throughline.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import health.throughline.fhir.FhirJson;
import health.throughline.store.ResourceVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a Bundle around stored bytes: resources are copied into it as they are, never parsed. */
public final class BundleWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
    private final String base;
    private boolean first = true;

    /** @param total null to leave it out */
    public BundleWriter(String type, @Nullable Long total, FhirRequest request) {
        this.base = request.base();
        text("{\"resourceType\":\"Bundle\",\"id\":\"" + UUID.randomUUID() + "\",\"meta\":{\"lastUpdated\":\""
                + Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS) + "\""
                + Release.labels(request.access()) + "},\"type\":\"" + type + "\"");
        if (total != null) {
            text(",\"total\":" + total);
        }
    }

    /** Links go before entries. */
    public BundleWriter link(String relation, String url) {
        text(first ? ",\"link\":[" : ",");
        first = false;
        text("{\"relation\":\"" + relation + "\",\"url\":\"");
        escaped(url);
        text("\"}");
        return this;
    }

    public BundleWriter entries() {
        text(first ? "" : "]");
        first = true;
        return this;
    }

    /** One match or include. */
    public void found(ResourceVersion version, String mode) {
        begin();
        fullUrl(version);
        text(",\"resource\":");
        out.writeBytes(version.body());
        text(",\"search\":{\"mode\":\"" + mode + "\"}}");
    }

    /** One resource of a collection. */
    public void member(ResourceVersion version) {
        begin();
        fullUrl(version);
        text(",\"resource\":");
        out.writeBytes(version.body());
        text("}");
    }

    /** What the search has to say about itself. */
    public void outcome(Outcomes outcome) {
        begin();
        text("\"resource\":");
        out.writeBytes(FhirJson.bytes(outcome.json()));
        text(",\"search\":{\"mode\":\"outcome\"}}");
    }

    /** One version with the request that made it. */
    public void version(ResourceVersion version) {
        begin();
        fullUrl(version);
        if (!version.deleted()) {
            text(",\"resource\":");
            out.writeBytes(version.body());
        }
        String url = version.operation().method().equals("POST")
                ? version.key().type()
                : version.key().toString();
        text(",\"request\":{\"method\":\"" + version.operation().method() + "\",\"url\":\"" + url + "\"}");
        text(",\"response\":{\"status\":\"" + version.operation().status() + "\",\"etag\":\"W/\\\"" + version.version()
                + "\\\"\",\"lastModified\":\"" + version.lastUpdated() + "\"}}");
    }

    /** The answer to one entry of a batch or transaction. */
    public void response(FhirResponse response) {
        begin();
        byte[] body = response.body();
        boolean outcome = response.status() >= 400;
        String location = response.headers().get("Location");
        if (body != null && !outcome) {
            text((location == null ? "" : "\"fullUrl\":\"" + withoutVersion(location) + "\",") + "\"resource\":");
            out.writeBytes(body);
            text(",");
        }
        text("\"response\":{\"status\":\"" + response.status() + "\"");
        header(response, "Location", "location");
        header(response, "ETag", "etag");
        String modified = response.headers().get("Last-Modified");
        if (modified != null) {
            HttpDates.parse(modified).ifPresent(at -> text(",\"lastModified\":\"" + Instant.ofEpochMilli(at) + "\""));
        }
        if (body != null && outcome) {
            text(",\"outcome\":");
            out.writeBytes(body);
        }
        text("}}");
    }

    private static String withoutVersion(String location) {
        int version = location.indexOf("/_history/");
        return version < 0 ? location : location.substring(0, version);
    }

    private void header(FhirResponse response, String name, String element) {
        String value = response.headers().get(name);
        if (value != null) {
            text(",\"" + element + "\":\"");
            escaped(value);
            text("\"");
        }
    }

    public byte[] bytes() {
        text(first ? "}" : "]}");
        return out.toByteArray();
    }

    private void begin() {
        text(first ? ",\"entry\":[{" : ",{");
        first = false;
    }

    private void fullUrl(ResourceVersion version) {
        text("\"fullUrl\":\"" + base + "/" + version.key() + "\"");
    }

    private void escaped(String text) {
        text(new String(JsonStringEncoder.getInstance().quoteAsString(text)));
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
