package health.throughline.auth.smart;

import health.throughline.auth.client.ClientCredentials;
import health.throughline.auth.grant.OAuthFailure;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Who calls an endpoint for clients; one that says nothing of itself is refused here and not further on. */
final class EndpointCredentials implements AuthenticationConverter {

    private static final String BEARER = "Bearer ";

    private final AuthenticationConverter clients = new ClientCredentials();

    @Override
    public Authentication convert(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && request.getRequestURI().endsWith("/oauth2/introspect")) {
            return bearer(header.substring(BEARER.length()).strip());
        }
        Authentication given = clients.convert(request);
        if (given == null) {
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_CLIENT, "The client does not say who it is.");
        }
        return given;
    }

    private static Authentication bearer(String token) {
        if (token.isEmpty()) {
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_CLIENT, "The token does not hold.");
        }
        return new BearerTokenAuthenticationToken(token);
    }
}
