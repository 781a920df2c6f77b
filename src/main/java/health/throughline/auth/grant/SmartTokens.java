package health.throughline.auth.grant;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.site.Random256;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.auth.token.SigningKeys;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes tokens: opaque access and refresh tokens, and id tokens. */
public final class SmartTokens implements OAuth2TokenGenerator<OAuth2Token> {

    private static final Duration ID_TOKEN = Duration.ofMinutes(15);

    private final Lifetimes lifetimes;
    private final SigningKeys keys;
    private final Grants grants;
    private final TokenClaims claims;
    private final PublicUrls urls;

    public SmartTokens(Lifetimes lifetimes, SigningKeys keys, Grants grants, TokenClaims claims, PublicUrls urls) {
        this.lifetimes = lifetimes;
        this.keys = keys;
        this.grants = grants;
        this.claims = claims;
        this.urls = urls;
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        Set<String> scopes = context.getAuthorizedScopes();
        Duration access = context.getRegisteredClient().getTokenSettings().getAccessTokenTimeToLive();
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            boolean backend = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
            return access(scopes, backend && access.compareTo(Lifetimes.BACKEND) > 0 ? Lifetimes.BACKEND : access);
        }
        if (OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return refresh(scopes).orElse(null);
        }
        OAuth2Authorization authorization = context.getAuthorization();
        return authorization == null
                ? null
                : grants.find(authorization.getId()).map(this::idToken).orElse(null);
    }

    OAuth2AccessToken access(Set<String> scopes, Duration lifetime) {
        Instant now = Instant.now();
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, Random256.text(), now, now.plus(lifetime), scopes);
    }

    /** None unless the scopes ask for one: Spring would give every client one. */
    Optional<OAuth2RefreshToken> refresh(Set<String> scopes) {
        boolean offline = scopes.contains(SmartScopes.OFFLINE);
        if (!offline && !scopes.contains(SmartScopes.ONLINE)) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        Duration lifetime = offline ? lifetimes.offline() : lifetimes.online();
        return Optional.of(new OAuth2RefreshToken(Random256.text(), now, now.plus(lifetime)));
    }

    private Jwt idToken(Grant grant) {
        Instant now = Instant.now();
        Instant expires = now.plus(ID_TOKEN);
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                .issuer(urls.issuer())
                .subject(grant.subject())
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .claim("auth_time", grant.detail().authenticated().getEpochSecond());
        claims.fhirUser(grant).ifPresent(url -> set.claim("fhirUser", url));
        if (!grant.detail().nonce().isEmpty()) {
            set.claim("nonce", grant.detail().nonce());
        }
        SignedJWT jwt = keys.signed(set.build());
        try {
            return new Jwt(
                    jwt.serialize(),
                    now,
                    expires,
                    jwt.getHeader().toJSONObject(),
                    jwt.getJWTClaimsSet().getClaims());
        } catch (ParseException e) {
            throw new IllegalStateException("What was just signed cannot be read", e);
        }
    }
}
