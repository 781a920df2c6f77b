package health.throughline.auth.external;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.site.PlainJson;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.remote.OutgoingCalls;
import health.throughline.fhir.remote.OutgoingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Asks the other authorization server about tokens that say nothing themselves (RFC 7662). */
final class IntrospectedTokens {

    private static final int OK = 200;

    private final ExternalProperties properties;
    private final OutgoingCalls calls;
    private final String credentials;

    IntrospectedTokens(ExternalProperties properties, OutgoingCalls calls) {
        this.properties = properties;
        this.calls = calls;
        this.credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(properties.clientId()) + ":" + encoded(secret(properties)))
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(ExternalProperties properties) {
        if (properties.clientSecretFile().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(properties.clientSecretFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("throughline.external.client-secret-file cannot be read", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is told of the token, if it is active and of the issuer we rely on. */
    Optional<Map<String, Object>> claims(String token) {
        if (properties.introspectionUrl().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = Map.of(
                "Authorization", credentials,
                "Accept", "application/json",
                "Content-Type", "application/x-www-form-urlencoded");
        byte[] body = ("token=" + encoded(token)).getBytes(StandardCharsets.UTF_8);
        try {
            OutgoingCalls.Answer answer = calls.send(
                    new OutgoingCalls.Call("POST", URI.create(properties.introspectionUrl()), headers, body),
                    OutgoingCalls.Limits.SMALL);
            ObjectNode told = answer.status() == OK ? FhirJson.parse(answer.body()) : FhirJson.object();
            boolean ours = !told.has("iss") || told.path("iss").asText().equals(properties.issuer());
            return told.path("active").isBoolean() && told.path("active").asBoolean() && ours
                    ? Optional.of(PlainJson.map(told))
                    : Optional.empty();
        } catch (OutgoingRefused | Refusal e) {
            throw new Refusal(
                    Refusal.Reason.UNAVAILABLE, "The authorization server cannot be asked about the token; try again.");
        }
    }
}
