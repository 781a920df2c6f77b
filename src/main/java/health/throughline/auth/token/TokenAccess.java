package health.throughline.auth.token;

import health.throughline.api.FhirRequest;
import health.throughline.api.RequestAccess;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Caller;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the bearer of an access token may do (RFC 6750; in the Authorization header only). */
public final class TokenAccess implements RequestAccess {

    private static final String SCHEME = "Bearer ";

    private final Function<String, Caller> verifier;
    private final AccessPolicy policy;
    private final OwnToken own;

    /** @param verifier throws a Refusal when a token does not hold */
    public TokenAccess(Function<String, Caller> verifier, AccessPolicy policy, OwnToken own) {
        this.verifier = verifier;
        this.policy = policy;
        this.own = own;
    }

    @Override
    public Access of(FhirRequest.Headers headers) {
        String token = bearer(headers.get("Authorization"));
        return own.is(token) ? Access.everything("this server") : policy.of(verifier.apply(token));
    }

    private static String bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(
                    Refusal.Reason.UNAUTHENTICATED,
                    "This needs an access token: 'Authorization: Bearer …'. Where to get one is told at "
                            + "[base]/.well-known/smart-configuration.");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
