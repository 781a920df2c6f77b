package health.throughline.auth.grant;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The errors of RFC 6749 as Spring's authorization server throws them. */
public final class OAuthFailure {

    private OAuthFailure() {}

    public static OAuth2AuthenticationException of(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }
}
