package health.throughline.auth.grant;

import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.scope.InvalidScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.store.auth.Hashes;
import health.throughline.store.auth.TokenTable.Kind;
import health.throughline.store.auth.TokenTable.TokenRow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Refreshes tokens, for public clients, too. Each refresh token works once; one that comes a second time was stolen, and
 * ends everything that followed from the same launch (RFC 9700, 4.14).
 */
public final class RefreshExchange implements AuthenticationProvider {

    private final Grants grants;
    private final SmartTokens tokens;
    private final AccountDirectory accounts;

    public RefreshExchange(Grants grants, SmartTokens tokens, AccountDirectory accounts) {
        this.grants = grants;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        OAuth2RefreshTokenAuthenticationToken refresh = (OAuth2RefreshTokenAuthenticationToken) asked;
        OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) refresh.getPrincipal();
        RegisteredClient client = Objects.requireNonNull(principal.getRegisteredClient());
        TokenRow row = grants.token(refresh.getRefreshToken())
                .filter(one -> one.kind() == Kind.REFRESH)
                .orElseThrow(RefreshExchange::invalid);
        Grant grant = grants.find(row.authorization())
                .filter(one -> one.clientId().equals(client.getClientId()))
                .orElseThrow(RefreshExchange::invalid);
        if (row.ended() != null) {
            grants.end(grant.id());
            throw invalid();
        }
        if (!row.live(Instant.now()) || accounts.active(grant.subject()).isEmpty()) {
            throw invalid();
        }
        Set<String> scopes = scopes(grant, refresh.getScopes());
        OAuth2AccessToken access =
                tokens.access(scopes, client.getTokenSettings().getAccessTokenTimeToLive());
        OAuth2RefreshToken next =
                tokens.refresh(Set.copyOf(grant.scopes().texts())).orElseThrow(RefreshExchange::invalid);
        rotate(grant, row, access, next);
        return new OAuth2AccessTokenAuthenticationToken(client, principal, access, next);
    }

    private static OAuth2AuthenticationException invalid() {
        return OAuthFailure.of(
                OAuth2ErrorCodes.INVALID_GRANT, "The refresh token is not known, has expired or was revoked.");
    }

    /** All that was granted, or a part of it by the meaning of scopes and not by their text. */
    private static Set<String> scopes(Grant grant, Set<String> asked) {
        if (asked.isEmpty()) {
            return new LinkedHashSet<>(grant.scopes().texts());
        }
        try {
            SmartScopes scopes = SmartScopes.parse(String.join(" ", asked));
            if (!scopes.isEmpty()
                    && SmartScopes.unknown(asked).isEmpty()
                    && grant.scopes().covers(scopes)) {
                return new LinkedHashSet<>(scopes.texts());
            }
        } catch (InvalidScope e) {
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_SCOPE, e.reason());
        }
        throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_SCOPE, "A refresh cannot get more than was granted.");
    }

    private void rotate(Grant grant, TokenRow row, OAuth2AccessToken access, OAuth2RefreshToken next) {
        boolean first = grants.atomically(() -> {
            if (!grants.end(row, true)) {
                return false;
            }
            grants.endAccess(grant.id());
            grants.add(row(grant.id(), Kind.ACCESS, List.copyOf(access.getScopes()), access));
            grants.add(row(grant.id(), Kind.REFRESH, row.scopes(), next));
            return true;
        });
        if (!first) {
            grants.end(grant.id());
            throw invalid();
        }
    }

    private static TokenRow row(String grant, Kind kind, List<String> scopes, OAuth2Token token) {
        return new TokenRow(
                Hashes.of(token.getTokenValue()),
                grant,
                kind,
                scopes,
                Objects.requireNonNull(token.getIssuedAt()),
                Objects.requireNonNull(token.getExpiresAt()),
                null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(type);
    }
}
