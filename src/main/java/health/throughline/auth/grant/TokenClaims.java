package health.throughline.auth.grant;

import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grant;
import health.throughline.fhir.ResourceKey;
import health.throughline.store.auth.TokenTable.TokenRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a token stands for, as introspection tells it (RFC 7662; SMART 2.2, token introspection). */
public final class TokenClaims {

    private final AccountDirectory accounts;
    private final PublicUrls urls;

    public TokenClaims(AccountDirectory accounts, PublicUrls urls) {
        this.accounts = accounts;
        this.urls = urls;
    }

    Map<String, Object> of(Grant grant, TokenRow row) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("scope", row.scopes());
        claims.put("iss", urls.issuer());
        claims.put("aud", List.of(urls.fhir()));
        claims.put("sub", grant.system() ? grant.clientId() : grant.subject());
        fhirUser(grant).ifPresent(url -> claims.put("fhirUser", url));
        claims.putAll(grant.detail().context().parameters());
        return claims;
    }

    /** Who the user is in the record, as an absolute URL, when the client may know. */
    public Optional<String> fhirUser(Grant grant) {
        return grant.scopes().has(SmartScopes.FHIR_USER) || grant.scopes().has("profile")
                ? accounts.active(grant.subject())
                        .map(Account::user)
                        .map(ResourceKey::toString)
                        .map(user -> urls.fhir() + "/" + user)
                : Optional.empty();
    }
}
