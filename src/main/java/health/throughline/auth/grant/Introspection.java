package health.throughline.auth.grant;

import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Tells clients of their own tokens, and of those of others only who is registered for it; anything else is as inactive as
 * what does not exist.
 */
public final class Introspection implements AuthenticationProvider {

    private final AuthenticationProvider introspection;
    private final Grants grants;
    private final AccountDirectory accounts;
    private final String privilege;

    /**
     * @param introspection Spring's own
     * @param privilege the scope of clients that may introspect what is not theirs
     */
    public Introspection(
            AuthenticationProvider introspection, Grants grants, AccountDirectory accounts, String privilege) {
        this.introspection = introspection;
        this.grants = grants;
        this.accounts = accounts;
        this.privilege = privilege;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        OAuth2TokenIntrospectionAuthenticationToken token = (OAuth2TokenIntrospectionAuthenticationToken) asked;
        OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) token.getPrincipal();
        if (principal.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.NONE)) {
            throw OAuthFailure.of(
                    OAuth2ErrorCodes.INVALID_CLIENT, "Introspection is for clients that prove who they are.");
        }
        RegisteredClient client = Objects.requireNonNull(principal.getRegisteredClient());
        boolean visible = grants.token(token.getToken())
                .flatMap(row -> grants.find(row.authorization()))
                .filter(grant -> mayKnow(client, grant) && holds(grant))
                .isPresent();
        return visible
                ? introspection.authenticate(asked)
                : new OAuth2TokenIntrospectionAuthenticationToken(
                        token.getToken(),
                        principal,
                        OAuth2TokenIntrospection.builder().build());
    }

    private boolean mayKnow(RegisteredClient client, Grant grant) {
        return grant.clientId().equals(client.getClientId())
                || client.getScopes().contains(privilege);
    }

    private boolean holds(Grant grant) {
        return grant.system()
                || Optional.of(grant.subject()).flatMap(accounts::active).isPresent();
    }

    @Override
    public boolean supports(Class<?> type) {
        return introspection.supports(type);
    }
}
