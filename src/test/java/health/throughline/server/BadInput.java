package health.throughline.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request that is wrong, and the answer it must get. */
record BadInput(
        String method,
        String path,
        String contentType,
        byte @Nullable [] body,
        Map<String, String> headers,
        int status,
        String code,
        String says) {

    /** Planted wherever patient data may stand; no answer may repeat it. */
    static final String SECRET = "ZZSECRETZZ";

    static final String JSON = "application/fhir+json";
    static final String XML = "application/fhir+xml";

    static BadInput get(String path, int status, String code, String says) {
        return new BadInput("GET", path, "", null, Map.of(), status, code, says);
    }

    static BadInput of(String method, String path, int status, String code, String says) {
        return new BadInput(method, path, "", null, Map.of(), status, code, says);
    }

    static BadInput sent(String method, String path, String type, String body, int status, String code, String says) {
        return sent(method, path, type, body.getBytes(StandardCharsets.UTF_8), status, code, says);
    }

    static BadInput sent(String method, String path, String type, byte[] body, int status, String code, String says) {
        return new BadInput(method, path, type, body, Map.of(), status, code, says);
    }

    /** A new Patient of which {@code rest} is wrong. */
    static BadInput patient(String rest, String code, String says) {
        String body = "{\"resourceType\":\"Patient\"," + rest.replace('\'', '"') + "}";
        return sent("POST", "/Patient", JSON, body, 400, code, says);
    }

    BadInput with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new BadInput(method, path, contentType, body, all, status, code, says);
    }

    String name() {
        String text =
                body == null ? "" : " ⟵ " + new String(body, 0, Math.min(body.length, 80), StandardCharsets.UTF_8);
        String shownPath = path.length() > 80 ? path.substring(0, 80) + "…" : path;
        return method + " " + shownPath + (headers.isEmpty() ? "" : " " + headers.keySet()) + text;
    }
}
