package health.throughline.auth.grant;

import health.throughline.auth.client.RegisteredClients;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.store.auth.TokenTable.Kind;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Knows a client by an access token it holds, where SMART lets it prove itself so: for introspection. */
public final class ClientBearer implements AuthenticationProvider {

    /** Not a registered method: nowhere else is it taken. */
    static final ClientAuthenticationMethod METHOD = new ClientAuthenticationMethod("bearer");

    private final Grants grants;
    private final RegisteredClients clients;

    public ClientBearer(Grants grants, RegisteredClients clients) {
        this.grants = grants;
        this.clients = clients;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String value = ((BearerTokenAuthenticationToken) given).getToken();
        Optional<RegisteredClient> client = grants.token(value)
                .filter(row -> row.kind() == Kind.ACCESS && row.live(Instant.now()))
                .flatMap(row -> grants.find(row.authorization()))
                .map(Grant::clientId)
                .map(clients::findByClientId);
        return new OAuth2ClientAuthenticationToken(
                client.orElseThrow(() -> OAuthFailure.of(OAuth2ErrorCodes.INVALID_CLIENT, "The token does not hold.")),
                METHOD,
                null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
    }
}
