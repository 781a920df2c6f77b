package health.throughline.server;

import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.web.limit.LimitProperties;
import health.throughline.auth.web.limit.Limiter;
import health.throughline.fhir.Refusal;
import health.throughline.store.auth.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** How often one token and one address may ask the FHIR endpoint; in mode open as often as they like. */
@Component
final class FhirLimits {

    private final boolean open;
    private final Limiter clients;
    private final Limiter addresses;

    FhirLimits(AuthProperties auth, LimitProperties properties) {
        this.open = auth.open();
        this.clients = new Limiter(properties.perClient(), properties.perClientBurst());
        this.addresses = new Limiter(properties.perAddress(), properties.perAddressBurst());
    }

    /** 0 when the request may go on, else after how many seconds it may. */
    long secondsToWait(HttpServletRequest http) {
        if (open) {
            return 0;
        }
        long wait = addresses.secondsToWait(http.getRemoteAddr());
        String authorization = http.getHeader("Authorization");
        return wait > 0 || authorization == null ? wait : clients.secondsToWait(fingerprint(authorization));
    }

    static Refusal refusal(long seconds) {
        return new Refusal(
                Refusal.Reason.TOO_MANY,
                "There were too many requests; wait " + seconds + " seconds and go on more slowly.");
    }

    /** Tokens are not kept in memory for it. */
    private static String fingerprint(String authorization) {
        return new String(Hashes.of(authorization), 0, 16, StandardCharsets.ISO_8859_1);
    }
}
