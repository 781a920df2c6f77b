package health.throughline.auth.authorize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An authorization while the user is still asked.
 *
 * @param subject whose it is
 * @param session hash of the session it began in: from another it does not go on
 * @param scopes what may be granted at most
 * @param context as far as it is known
 */
record Pending(
        String clientId,
        String subject,
        String session,
        AuthorizeRefused.Return target,
        SmartScopes scopes,
        String challenge,
        String nonce,
        Instant authenticated,
        LaunchContext context) {

    Pending with(LaunchContext now) {
        return new Pending(clientId, subject, session, target, scopes, challenge, nonce, authenticated, now);
    }

    Pending with(SmartScopes now) {
        return new Pending(clientId, subject, session, target, now, challenge, nonce, authenticated, context);
    }

    /** Whether a patient must still be found. */
    boolean wantsPatient() {
        return context.patient().isEmpty() && scopes.has(SmartScopes.LAUNCH_PATIENT);
    }

    boolean wantsEncounter() {
        return context.encounter().isEmpty()
                && !context.patient().isEmpty()
                && scopes.has(SmartScopes.LAUNCH_ENCOUNTER);
    }

    String text() {
        ArrayNode all = FhirJson.array();
        scopes.texts().forEach(all::add);
        ObjectNode json = FhirJson.object()
                .put("client", clientId)
                .put("subject", subject)
                .put("session", session)
                .put("redirect", target.redirectUri())
                .put("state", target.state())
                .put("challenge", challenge)
                .put("nonce", nonce)
                .put("authenticated", authenticated.getEpochSecond());
        json.set("scopes", all);
        json.set("context", context.json());
        return new String(FhirJson.bytes(json), StandardCharsets.UTF_8);
    }

    static Pending of(String text) {
        ObjectNode json = FhirJson.parseStored(text.getBytes(StandardCharsets.UTF_8));
        List<String> scopes = new ArrayList<>();
        json.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new Pending(
                json.path("client").asText(),
                json.path("subject").asText(),
                json.path("session").asText(),
                new AuthorizeRefused.Return(
                        json.path("redirect").asText(), json.path("state").asText()),
                SmartScopes.of(scopes),
                json.path("challenge").asText(),
                json.path("nonce").asText(),
                Instant.ofEpochSecond(json.path("authenticated").asLong()),
                LaunchContext.read(json.path("context")));
    }
}
