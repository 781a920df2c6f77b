package health.throughline.auth.grant;

import health.throughline.auth.token.Grants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/** Adds the launch context to token responses, those of refreshes included. */
public final class ContextResponse implements Consumer<OAuth2AccessTokenAuthenticationContext> {

    private final Grants grants;

    public ContextResponse(Grants grants) {
        this.grants = grants;
    }

    @Override
    public void accept(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken answer = context.getAuthentication();
        Map<String, Object> parameters = new LinkedHashMap<>(answer.getAdditionalParameters());
        grants.token(answer.getAccessToken().getTokenValue())
                .flatMap(row -> grants.find(row.authorization()))
                .ifPresent(grant -> parameters.putAll(grant.detail().context().parameters()));
        context.getAccessTokenResponse().additionalParameters(parameters);
    }
}
