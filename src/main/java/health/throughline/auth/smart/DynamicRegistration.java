package health.throughline.auth.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.client.KeySets;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.remote.OutgoingRefused;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.Permission.Level;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets apps register themselves (RFC 7591), if the operator wants that at all. What they register is disabled until an
 * administrator has looked at it, and never reaches beyond single users: no system/ scopes, no scopes of this server's own.
 */
@RestController
@Issuing
final class DynamicRegistration {

    private static final int LARGEST = 65_536;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String METADATA = "invalid_client_metadata";
    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token");

    private final SmartProperties properties;
    private final ClientRegistrations clients;
    private final KeySets keys;
    private final FailureLimit limit;
    private final AuthTrail trail;

    DynamicRegistration(
            SmartProperties properties,
            ClientRegistrations clients,
            KeySets keys,
            FailureLimit limit,
            AuthTrail trail) {
        this.properties = properties;
        this.clients = clients;
        this.keys = keys;
        this.limit = limit;
        this.trail = trail;
    }

    @PostMapping("/oauth2/register")
    void register(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!properties.dynamicRegistration()) {
            EndpointAnswers.error(response, NOT_FOUND, "invalid_request", "Apps are registered by an administrator.");
            return;
        }
        limit.failed(request.getRemoteAddr());
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST || limit.reached(request.getRemoteAddr())) {
                throw new Refusal(
                        Refusal.Reason.TOO_LARGE, "The metadata are larger than 64 kB, or too many were sent.");
            }
            ClientDraft draft = draft(FhirJson.parse(body));
            if (!draft.jwksUrl().isEmpty()) {
                keys.at(draft.jwksUrl(), null);
            }
            ClientRegistrations.Registered made = clients.create(draft);
            clients.enable(made.client().id(), false);
            trail.write(
                    request,
                    new Event(AuditEntry.Kind.ADMINISTRATION, made.client().id(), "", "", "client.register", ""));
            EndpointAnswers.json(response, CREATED, answer(made.client(), made.secret()));
        } catch (Refusal | OutgoingRefused e) {
            boolean redirect = String.valueOf(e.getMessage()).startsWith("A redirect URI");
            String code = redirect ? "invalid_redirect_uri" : METADATA;
            EndpointAnswers.error(response, BAD_REQUEST, code, e.getMessage());
        }
    }

    private static ClientDraft draft(JsonNode metadata) {
        List<String> scopes = List.of(metadata.path("scope").asText("").strip().split("\\s+"));
        boolean foreign = SmartScopes.of(scopes).has(Level.SYSTEM)
                || scopes.stream().anyMatch(scope -> scope.contains(":") && !scope.contains("?"));
        for (String grant : texts(metadata.path("grant_types"))) {
            foreign |= !GRANTS.contains(grant);
        }
        if (foreign) {
            throw new Refusal(
                    Refusal.Reason.INVALID, "Only apps of users register themselves: patient/ and user/ scopes.");
        }
        JsonNode set = metadata.path("jwks");
        return new ClientDraft(
                metadata.path("client_name").asText(""),
                "",
                metadata.path("logo_uri").asText(""),
                kind(metadata.path("token_endpoint_auth_method").asText("client_secret_basic")),
                texts(metadata.path("redirect_uris")),
                metadata.path("initiate_login_uri").asText(""),
                metadata.path("jwks_uri").asText(""),
                set.isObject() ? set.toString() : "",
                scopes,
                List.of(),
                "",
                ClientDraft.HOUR);
    }

    private static ClientKind kind(String method) {
        return switch (method) {
            case "none" -> ClientKind.PUBLIC;
            case "client_secret_basic", "client_secret_post" -> ClientKind.SYMMETRIC;
            case "private_key_jwt" -> ClientKind.ASYMMETRIC;
            default -> throw new Refusal(Refusal.Reason.INVALID, "This token_endpoint_auth_method is not supported.");
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static ObjectNode answer(Client client, String secret) {
        ObjectNode json = FhirJson.object()
                .put("client_id", client.id())
                .put("client_id_issued_at", client.created().getEpochSecond())
                .put("client_name", client.terms().name())
                .put("scope", String.join(" ", client.terms().scopes()));
        ArrayNode redirects = json.putArray("redirect_uris");
        client.terms().redirectUris().forEach(redirects::add);
        if (!secret.isEmpty()) {
            json.put("client_secret", secret).put("client_secret_expires_at", 0);
        }
        return json;
    }
}
