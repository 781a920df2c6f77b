package health.throughline.auth.grant;

import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.store.auth.Hashes;
import health.throughline.store.auth.TokenTable.TokenRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;

/** Exchanges codes: before Spring's provider does it, asks every client for its PKCE verifier and looks at the account. */
public final class CodeExchange implements AuthenticationProvider {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final AuthenticationProvider exchange;
    private final Grants grants;
    private final AccountDirectory accounts;

    /** @param exchange Spring's own */
    public CodeExchange(AuthenticationProvider exchange, Grants grants, AccountDirectory accounts) {
        this.exchange = exchange;
        this.grants = grants;
        this.accounts = accounts;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        OAuth2AuthorizationCodeAuthenticationToken code = (OAuth2AuthorizationCodeAuthenticationToken) asked;
        Optional<TokenRow> row = grants.token(code.getCode()).filter(one -> one.ended() == null);
        Optional<Grant> grant = row.flatMap(one -> grants.find(one.authorization()));
        if (grant.isPresent()
                && !allowed(grant.get(), code.getAdditionalParameters().get("code_verifier"))) {
            grants.end(row.orElseThrow(), true);
            throw OAuthFailure.of(OAuth2ErrorCodes.INVALID_GRANT, "code_verifier is missing or not that of the code.");
        }
        return exchange.authenticate(asked);
    }

    private boolean allowed(Grant grant, @Nullable Object verifier) {
        return verifier instanceof String text
                && VERIFIER.matcher(text).matches()
                && MessageDigest.isEqual(
                        grant.detail().challenge().getBytes(StandardCharsets.US_ASCII),
                        Base64.getUrlEncoder().withoutPadding().encode(Hashes.of(text)))
                && accounts.active(grant.subject()).isPresent();
    }

    @Override
    public boolean supports(Class<?> type) {
        return exchange.supports(type);
    }
}
