package health.throughline.auth.smart;

import health.throughline.auth.client.ClientCredentials;
import health.throughline.auth.grant.OAuthFailure;
import health.throughline.auth.token.Grants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Who calls an endpoint for clients; one that says nothing of itself is refused here and not further on. */
final class EndpointCredentials implements AuthenticationConverter {

    private static final String BEARER = "Bearer ";

    private final AuthenticationConverter clients = new ClientCredentials();
    private final Grants grants;

    EndpointCredentials(Grants grants) {
        this.grants = grants;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && request.getRequestURI().endsWith("/oauth2/introspect")) {
            return bearer(header.substring(BEARER.length()).strip());
        }
        Authentication given = clients.convert(request);
        return given != null
                ? given
                : refreshing(request)
                        .orElseThrow(() ->
                                OAuthFailure.of(OAuth2ErrorCodes.INVALID_CLIENT, "The client does not say who it is."));
    }

    /** SMART has public apps send the refresh token only: it says whose it is. Confidential ones are refused later on. */
    private Optional<Authentication> refreshing(HttpServletRequest request) {
        String token = request.getParameter("refresh_token");
        boolean asked = "refresh_token".equals(request.getParameter("grant_type"))
                && request.getRequestURI().endsWith("/oauth2/token");
        return Optional.ofNullable(asked ? token : null)
                .flatMap(grants::token)
                .flatMap(row -> grants.find(row.authorization()))
                .map(grant -> new OAuth2ClientAuthenticationToken(
                        grant.clientId(), ClientAuthenticationMethod.NONE, null, Map.of()));
    }

    private static Authentication bearer(String token) {
        if (token.isEmpty()) {
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_CLIENT, "The token does not hold.");
        }
        return new BearerTokenAuthenticationToken(token);
    }
}
