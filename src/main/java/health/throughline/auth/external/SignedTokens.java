package health.throughline.auth.external;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.auth.client.KeySets;
import health.throughline.fhir.remote.OutgoingRefused;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks access tokens that are JWTs (RFC 9068): issuer, audience, type, algorithm, signature and time. */
final class SignedTokens {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ExternalProperties properties;
    private final String audience;
    private final KeySets keys;

    /** @param fhir the FHIR base, in whose place the settings may name another audience */
    SignedTokens(ExternalProperties properties, String fhir, KeySets keys) {
        this.properties = properties;
        this.audience = properties.audience().isEmpty() ? fhir : properties.audience();
        this.keys = keys;
    }

    /** What the token says, if it holds. */
    Optional<Map<String, Object>> claims(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return typed(jwt.getHeader()) && holds(claims, Instant.now()) && signed(jwt)
                    ? Optional.of(claims.getClaims())
                    : Optional.empty();
        } catch (ParseException | JOSEException | OutgoingRefused e) {
            return Optional.empty();
        }
    }

    /** An id token says JWT or nothing there: it is not for us. */
    private boolean typed(JWSHeader header) {
        JOSEObjectType type = header.getType();
        boolean algorithm =
                properties.algorithms().contains(header.getAlgorithm().getName())
                        && !header.getAlgorithm().getName().startsWith("HS");
        return type != null
                && properties.types().contains(type.getType().toLowerCase(Locale.ROOT))
                && algorithm
                && header.getKeyID() != null
                && (header.getCriticalParams() == null
                        || header.getCriticalParams().isEmpty());
    }

    private boolean holds(JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        boolean ours =
                claims.getAudience().stream().anyMatch(one -> one.equals(audience) || one.equals(audience + "/"));
        return !properties.issuer().isEmpty()
                && properties.issuer().equals(claims.getIssuer())
                && ours
                && expires != null
                && expires.toInstant().isAfter(now.minus(SKEW))
                && (from == null || from.toInstant().isBefore(now.plus(SKEW)));
    }

    private boolean signed(SignedJWT jwt) throws JOSEException {
        String kid = jwt.getHeader().getKeyID();
        List<JWK> fitting = keys.at(properties.jwksUrl(), kid).getKeys().stream()
                .filter(key -> kid.equals(key.getKeyID()))
                .toList();
        return fitting.size() == 1 && jwt.verify(verifier(fitting.get(0)));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa.toRSAPublicKey());
        }
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec.toECPublicKey());
        }
        throw new JOSEException("No key for signatures");
    }
}
