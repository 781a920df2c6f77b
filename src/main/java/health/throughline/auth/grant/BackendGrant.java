package health.throughline.auth.grant;

import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.scope.InvalidScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.record.access.Permission.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;

/**
 * Tokens of clients that act for themselves: what they ask, within what they are registered for.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART 2.2, backend services</a>
 */
public final class BackendGrant implements AuthenticationProvider {

    private final AuthenticationProvider exchange;
    private final ClientRegistrations clients;

    /** @param exchange Spring's own, which takes the scopes as they are */
    public BackendGrant(AuthenticationProvider exchange, ClientRegistrations clients) {
        this.exchange = exchange;
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        OAuth2ClientCredentialsAuthenticationToken request = (OAuth2ClientCredentialsAuthenticationToken) asked;
        Authentication principal = (Authentication) request.getPrincipal();
        Client client = clients.enabled(principal.getName())
                .filter(Client::confidential)
                .orElseThrow(() -> OAuthFailure.of(
                        OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "A public client cannot act for itself."));
        return exchange.authenticate(new OAuth2ClientCredentialsAuthenticationToken(
                principal, granted(client, request.getScopes()), request.getAdditionalParameters()));
    }

    private static Set<String> granted(Client client, Set<String> asked) {
        try {
            SmartScopes scopes = SmartScopes.parse(String.join(" ", asked));
            SmartScopes granted = scopes.within(client.scopes());
            boolean system =
                    granted.has(Level.SYSTEM) || granted.others().stream().anyMatch(one -> one.contains(":"));
            boolean foreign = scopes.has(Level.PATIENT) || scopes.has(Level.USER);
            if (!foreign && system) {
                Set<String> left = new LinkedHashSet<>(granted.texts());
                left.removeIf(one -> !one.startsWith("system/") && !one.contains(":"));
                return left;
            }
        } catch (InvalidScope e) {
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_SCOPE, e.reason());
        }
        throw OAuthFailure.of(
                OAuth2ErrorCodes.INVALID_SCOPE,
                "A client that acts for itself asks for system/ scopes that it is registered for.");
    }

    @Override
    public boolean supports(Class<?> type) {
        return exchange.supports(type);
    }
}
