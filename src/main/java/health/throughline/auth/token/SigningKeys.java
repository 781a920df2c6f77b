package health.throughline.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.store.auth.SigningKeyTable;
import health.throughline.store.auth.SigningKeyTable.KeyRow;
import health.throughline.store.sql.Transactions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys that sign id tokens. A key that is replaced stays published until all that it signed has expired. */
public final class SigningKeys implements JWKSource<SecurityContext> {

    private static final int BITS = 2048;
    private static final int PUBLISHED_DAYS = 2;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Known(List<RSAKey> keys, Instant read) {}

    private final SigningKeyTable table;
    private final Transactions transactions;
    private volatile @Nullable Known known;

    public SigningKeys(SigningKeyTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    /** Makes a new key that signs from now on. */
    public void rotate() {
        RSAKey fresh = generated();
        transactions.write(() -> {
            table.replace(fresh.getKeyID(), fresh.toJSONString());
            table.purge(PUBLISHED_DAYS);
            return fresh;
        });
        known = null;
    }

    /** Public keys, as they are published. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(
                new JWKSet(keys().stream().map(key -> (JWK) key.toPublicJWK()).toList()));
    }

    /** A JWT signed with RS256, which every OpenID Connect client takes. */
    public SignedJWT signed(JWTClaimsSet claims) {
        RSAKey key = keys().get(0);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
            return jwt;
        } catch (JOSEException e) {
            throw new IllegalStateException("The server's signing key does not sign", e);
        }
    }

    private List<RSAKey> keys() {
        Known now = known;
        if (now == null || Instant.now().isAfter(now.read().plus(KEPT))) {
            now = new Known(read(), Instant.now());
            known = now;
        }
        return now.keys();
    }

    private synchronized List<RSAKey> read() {
        List<KeyRow> rows = table.all();
        if (rows.isEmpty()) {
            RSAKey first = generated();
            transactions.write(() -> {
                table.replace(first.getKeyID(), first.toJSONString());
                return first;
            });
            rows = table.all();
        }
        return rows.stream().map(SigningKeys::parsed).toList();
    }

    private static RSAKey parsed(KeyRow row) {
        try {
            return RSAKey.parse(row.jwk());
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key is not readable", e);
        }
    }

    private static RSAKey generated() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java makes RSA keys", e);
        }
    }
}
