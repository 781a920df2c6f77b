package health.throughline.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.store.Keys;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Page links that carry their own state: where the page before ended, signed together with the query, so that the server
 * keeps nothing and a link cannot be changed or used for another query.
 */
public final class PageLinks {

    public static final String PARAMETER = "_page";

    private static final int SIGNATURE = Long.BYTES;

    private final Keys keys;

    public PageLinks(Keys keys) {
        this.keys = keys;
    }

    /** The URL of the page that starts at {@code position}. */
    public String link(FhirRequest request, ArrayNode position) {
        String query = queryWithoutPage(request);
        byte[] payload = FhirJson.bytes(position);
        byte[] signed = ByteBuffer.allocate(payload.length + SIGNATURE)
                .putLong(sign(request, payload))
                .put(payload)
                .array();
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        return url(request) + "?" + query + (query.isEmpty() ? "" : "&") + PARAMETER + "=" + token;
    }

    public String self(FhirRequest request) {
        String query = request.query(PageLinks::encode);
        return url(request) + (query.isEmpty() ? "" : "?" + query);
    }

    /** The position in this request's page parameter; empty on the first page. */
    public Optional<JsonNode> position(FhirRequest request) {
        return request.parameter(PARAMETER).map(token -> {
            byte[] signed = decode(token);
            byte[] payload = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
            if (ByteBuffer.wrap(signed).getLong() != sign(request, payload)) {
                throw broken();
            }
            return FhirJson.parseArray(payload);
        });
    }

    private static byte[] decode(String token) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(token);
            if (signed.length > SIGNATURE) {
                return signed;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw broken();
    }

    private static Refusal broken() {
        return Refusal.invalid(
                "'" + PARAMETER + "' is not a page of this query; follow the links of a result unchanged.");
    }

    private long sign(FhirRequest request, byte[] payload) {
        String path = String.join("/", request.path()).replace("/_search", "");
        return keys.of(path + "?" + queryWithoutPage(request) + "#"
                + request.access().agent() + "#" + new String(payload, StandardCharsets.UTF_8));
    }

    private static String queryWithoutPage(FhirRequest request) {
        return request.without(PARAMETER).query(PageLinks::encode);
    }

    private static String url(FhirRequest request) {
        String path = String.join("/", request.path()).replace("/_search", "");
        return path.isEmpty() ? request.base() : request.base() + "/" + path;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%2F", "/");
    }
}
