package health.throughline.auth.smart;

import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Answers token requests that succeed, once the audit trail holds them. */
final class TokenAnswers implements AuthenticationSuccessHandler {

    private final AuthenticationSuccessHandler answer;
    private final AuthTrail trail;
    private final Grants grants;

    /** @param answer writes the token response */
    TokenAnswers(AuthenticationSuccessHandler answer, AuthTrail trail, Grants grants) {
        this.answer = answer;
        this.trail = trail;
        this.grants = grants;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        OAuth2AccessTokenAuthenticationToken token = (OAuth2AccessTokenAuthenticationToken) authentication;
        Optional<Grant> grant =
                grants.token(token.getAccessToken().getTokenValue()).flatMap(row -> grants.find(row.authorization()));
        String client = token.getRegisteredClient().getClientId();
        String what = String.valueOf(request.getParameter("grant_type"));
        trail.write(request, Event.token(client, grant.map(Grant::subject).orElse(""), what, ""));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Pragma", "no-cache");
        answer.onAuthenticationSuccess(request, response, authentication);
    }
}
