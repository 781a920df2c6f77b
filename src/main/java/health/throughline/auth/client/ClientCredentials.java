package health.throughline.auth.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Takes from a request what a client gives to prove who it is; SMART's asymmetric clients need send no client_id. */
public final class ClientCredentials implements AuthenticationConverter {

    private static final String BASIC = "Basic ";

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        String type = request.getParameter("client_assertion_type");
        String assertion = request.getParameter("client_assertion");
        String secret = request.getParameter("client_secret");
        String id = request.getParameter("client_id");
        boolean basic = header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length());
        int ways = (basic ? 1 : 0) + (assertion != null || type != null ? 1 : 0) + (secret != null ? 1 : 0);
        if (ways > 1) {
            throw error(OAuth2ErrorCodes.INVALID_REQUEST, "The client proves who it is in more than one way.");
        }
        if (assertion != null || type != null) {
            return assertion(type, assertion, id);
        }
        if (basic && header != null) {
            return basic(header, id);
        }
        if (id == null || id.isEmpty()) {
            return null;
        }
        return secret == null
                ? new OAuth2ClientAuthenticationToken(id, ClientAuthenticationMethod.NONE, null, Map.of())
                : new OAuth2ClientAuthenticationToken(
                        id, ClientAuthenticationMethod.CLIENT_SECRET_POST, secret, Map.of());
    }

    static OAuth2AuthenticationException error(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }

    private static Authentication assertion(@Nullable String type, @Nullable String assertion, @Nullable String id) {
        if (!ClientAssertions.TYPE.equals(type)) {
            throw error(OAuth2ErrorCodes.INVALID_REQUEST, "client_assertion_type must be " + ClientAssertions.TYPE);
        }
        if (assertion == null || assertion.isEmpty()) {
            throw error(OAuth2ErrorCodes.INVALID_REQUEST, "client_assertion is missing.");
        }
        String issuer = ClientAssertions.issuer(assertion).orElse("");
        if (issuer.isEmpty() || (id != null && !id.equals(issuer))) {
            throw error(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion is not this client's.");
        }
        return new OAuth2ClientAuthenticationToken(
                issuer, ClientAuthenticationMethod.PRIVATE_KEY_JWT, assertion, Map.of());
    }

    /** Id and secret are form-encoded before they are joined (RFC 6749, 2.3.1). */
    private static Authentication basic(String header, @Nullable String asked) {
        try {
            String both = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            if (colon > 0) {
                String id = URLDecoder.decode(both.substring(0, colon), StandardCharsets.UTF_8);
                String secret = URLDecoder.decode(both.substring(colon + 1), StandardCharsets.UTF_8);
                if (asked == null || asked.equals(id)) {
                    return new OAuth2ClientAuthenticationToken(
                            id, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, secret, Map.of());
                }
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw error(OAuth2ErrorCodes.INVALID_CLIENT, "The Authorization header does not name this client.");
    }
}
