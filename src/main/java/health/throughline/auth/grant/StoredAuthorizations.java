package health.throughline.auth.grant;

import health.throughline.auth.client.RegisteredClients;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.store.auth.Hashes;
import health.throughline.store.auth.TokenTable.Kind;
import health.throughline.store.auth.TokenTable.TokenRow;
import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Grants and tokens as Spring's authorization server knows them. Values are not kept, so only the one asked for is there. */
public final class StoredAuthorizations implements OAuth2AuthorizationService {

    private static final OAuth2TokenType CODE = new OAuth2TokenType("code");

    private final Grants grants;
    private final RegisteredClients clients;
    private final TokenClaims claims;
    private final PublicUrls urls;

    public StoredAuthorizations(Grants grants, RegisteredClients clients, TokenClaims claims, PublicUrls urls) {
        this.grants = grants;
        this.clients = clients;
        this.claims = claims;
        this.urls = urls;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        boolean saved = grants.atomically(() -> {
            if (grants.find(authorization.getId()).isEmpty()) {
                grants.store(ownGrant(authorization));
            }
            if (!saveCode(authorization.getToken(OAuth2AuthorizationCode.class))) {
                return false;
            }
            saveAccess(authorization);
            saveRefresh(authorization);
            return true;
        });
        grants.purge();
        if (!saved) {
            grants.end(authorization.getId());
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_GRANT, "The code has been used.");
        }
    }

    private static Grant ownGrant(OAuth2Authorization authorization) {
        return new Grant(
                authorization.getId(),
                authorization.getRegisteredClientId(),
                "",
                "",
                SmartScopes.of(authorization.getAuthorizedScopes()),
                Grant.Detail.none());
    }

    /** False when another request was first to use the code: what it got ends, too. */
    private boolean saveCode(OAuth2Authorization.@Nullable Token<OAuth2AuthorizationCode> code) {
        if (code == null || !code.isInvalidated()) {
            return true;
        }
        return grants.token(code.getToken().getTokenValue())
                .map(row -> grants.end(row, true))
                .orElse(false);
    }

    private void saveAccess(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (access != null) {
            OAuth2AccessToken token = access.getToken();
            save(authorization, token, Kind.ACCESS, List.copyOf(token.getScopes()), access.isInvalidated());
        }
    }

    private void saveRefresh(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        if (refresh != null) {
            List<String> scopes = List.copyOf(authorization.getAuthorizedScopes());
            save(authorization, refresh.getToken(), Kind.REFRESH, scopes, refresh.isInvalidated());
            if (refresh.isInvalidated()) {
                grants.end(authorization.getId());
            }
        }
    }

    private void save(
            OAuth2Authorization authorization, OAuth2Token token, Kind kind, List<String> scopes, boolean ended) {
        Optional<TokenRow> stored = grants.token(token.getTokenValue());
        if (stored.isPresent()) {
            if (ended) {
                grants.end(stored.get(), false);
            }
            return;
        }
        grants.add(new TokenRow(
                Hashes.of(token.getTokenValue()),
                authorization.getId(),
                kind,
                scopes,
                Objects.requireNonNull(token.getIssuedAt()),
                Objects.requireNonNull(token.getExpiresAt()),
                null));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        grants.end(authorization.getId());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return grants.find(id)
                .flatMap(this::builder)
                .map(OAuth2Authorization.Builder::build)
                .orElse(null);
    }

    /** A code or refresh token that comes a second time was stolen once: everything that followed from it ends. */
    @Override
    public @Nullable OAuth2Authorization findByToken(String value, @Nullable OAuth2TokenType type) {
        TokenRow row = grants.token(value).orElse(null);
        if (row == null || !isOfType(row.kind(), type)) {
            return null;
        }
        if (row.ended() != null && type != null && row.kind() != Kind.ACCESS) {
            grants.end(row.authorization());
            return null;
        }
        return grants.find(row.authorization())
                .flatMap(grant -> builder(grant).map(builder -> with(builder, grant, row, value)))
                .map(OAuth2Authorization.Builder::build)
                .orElse(null);
    }

    private static boolean isOfType(Kind kind, @Nullable OAuth2TokenType type) {
        return switch (kind) {
            case CODE -> type != null && CODE.equals(type);
            case ACCESS -> type == null || OAuth2TokenType.ACCESS_TOKEN.equals(type);
            case REFRESH -> type == null || OAuth2TokenType.REFRESH_TOKEN.equals(type);
        };
    }

    private Optional<OAuth2Authorization.Builder> builder(Grant grant) {
        RegisteredClient client = clients.findByClientId(grant.clientId());
        if (client == null) {
            return Optional.empty();
        }
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id())
                .principalName(grant.system() ? grant.clientId() : grant.subject())
                .authorizationGrantType(
                        grant.system()
                                ? AuthorizationGrantType.CLIENT_CREDENTIALS
                                : AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(new LinkedHashSet<>(grant.scopes().texts()));
        if (!grant.system()) {
            builder.attribute(OAuth2AuthorizationRequest.class.getName(), request(grant))
                    .attribute(
                            Principal.class.getName(),
                            UsernamePasswordAuthenticationToken.authenticated(grant.subject(), null, List.of()));
        }
        return Optional.of(builder);
    }

    private OAuth2AuthorizationRequest request(Grant grant) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(urls.authorize())
                .clientId(grant.clientId())
                .redirectUri(grant.detail().redirectUri())
                .scopes(new LinkedHashSet<>(grant.scopes().texts()))
                .build();
    }

    private OAuth2Authorization.Builder with(
            OAuth2Authorization.Builder builder, Grant grant, TokenRow row, String value) {
        Instant issued = row.issued();
        Instant expires = row.expires();
        OAuth2Token token = switch (row.kind()) {
            case CODE -> new OAuth2AuthorizationCode(value, issued, expires);
            case REFRESH -> new OAuth2RefreshToken(value, issued, expires);
            case ACCESS ->
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, value, issued, expires, new LinkedHashSet<>(row.scopes()));
        };
        return builder.token(token, metadata -> {
            metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, row.ended() != null);
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims.of(grant, row));
        });
    }
}
