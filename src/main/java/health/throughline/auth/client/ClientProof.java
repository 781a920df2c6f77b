package health.throughline.auth.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Decides whether what a client gave proves who it is. All failures look alike. */
public final class ClientProof implements AuthenticationProvider {

    private final ClientRegistrations clients;
    private final ClientAssertions assertions;
    private final RegisteredClients registered;

    public ClientProof(ClientRegistrations clients, ClientAssertions assertions, RegisteredClients registered) {
        this.clients = clients;
        this.assertions = assertions;
        this.registered = registered;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        OAuth2ClientAuthenticationToken token = (OAuth2ClientAuthenticationToken) given;
        String id = String.valueOf(token.getPrincipal());
        Object credentials = token.getCredentials();
        RegisteredClient client = proven(id, token.getClientAuthenticationMethod(), credentials)
                .map(registered::findByClientId)
                .orElseThrow(() -> ClientCredentials.error(
                        OAuth2ErrorCodes.INVALID_CLIENT, "The client is not known, or did not prove who it is."));
        return new OAuth2ClientAuthenticationToken(client, token.getClientAuthenticationMethod(), null);
    }

    private Optional<String> proven(String id, ClientAuthenticationMethod method, @Nullable Object credentials) {
        if (method.equals(ClientAuthenticationMethod.NONE)) {
            return clients.enabled(id)
                    .filter(client -> client.terms().kind() == ClientKind.PUBLIC)
                    .map(Client::id);
        }
        String given = String.valueOf(credentials);
        if (method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            return assertions.proven(given).map(Client::id).filter(id::equals);
        }
        return clients.proves(id, given) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
