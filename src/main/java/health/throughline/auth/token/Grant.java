package health.throughline.auth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a client was authorized to do, by a user or for itself.
 *
 * @param id stable; for the audit trail
 * @param subject of the user; empty when the client acts for itself
 * @param session hash of the login session that it ends with; empty when with none
 */
public record Grant(String id, String clientId, String subject, String session, SmartScopes scopes, Detail detail) {

    /**
     * What only the server itself reads again.
     *
     * @param challenge of PKCE, by S256
     * @param nonce of OpenID Connect; empty when none was sent
     * @param authenticated when the user signed in, or at latest so
     */
    public record Detail(
            String redirectUri, String challenge, String nonce, Instant authenticated, LaunchContext context) {

        /** Of a client that acts for itself. */
        public static Detail none() {
            return new Detail("", "", "", Instant.now(), LaunchContext.NONE);
        }

        String text() {
            ObjectNode json = FhirJson.object()
                    .put("redirect", redirectUri)
                    .put("challenge", challenge)
                    .put("nonce", nonce)
                    .put("authenticated", authenticated.getEpochSecond());
            json.set("context", context.json());
            return new String(FhirJson.bytes(json), StandardCharsets.UTF_8);
        }

        static Detail of(String text) {
            ObjectNode json = FhirJson.parseStored(text.getBytes(StandardCharsets.UTF_8));
            return new Detail(
                    json.path("redirect").asText(),
                    json.path("challenge").asText(),
                    json.path("nonce").asText(),
                    Instant.ofEpochSecond(json.path("authenticated").asLong()),
                    LaunchContext.read(json.path("context")));
        }
    }

    /** Whether the client acts for itself. */
    public boolean system() {
        return subject.isEmpty();
    }
}
