package health.throughline.auth.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import health.throughline.fhir.remote.OutgoingCalls;
import health.throughline.fhir.remote.OutgoingRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Public keys of others at their URLs, kept as long as the answer's Cache-Control allows and never longer than an hour. */
public final class KeySets {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration UNSAID = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int MOST = 1000;

    private record Kept(JWKSet keys, Instant fetched, Instant expires) {}

    private final OutgoingCalls calls;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public KeySets(OutgoingCalls calls) {
        this.calls = calls;
    }

    /**
     * The keys at {@code url}. Unless {@code kid} is among those that are kept, they are fetched again, though not more than
     * every ten seconds.
     *
     * @throws OutgoingRefused when they cannot be fetched
     */
    public JWKSet at(String url, @Nullable String kid) {
        Instant now = Instant.now();
        Kept known = kept.getIfPresent(url);
        if (known != null) {
            boolean fresh = now.isBefore(known.expires());
            boolean holds = kid == null || known.keys().getKeyByKeyId(kid) != null;
            boolean justFetched = now.isBefore(known.fetched().plus(PAUSE));
            if (fresh && (holds || justFetched)) {
                return known.keys();
            }
        }
        Kept fetched = fetch(url, now);
        kept.put(url, fetched);
        return fetched.keys();
    }

    private Kept fetch(String url, Instant now) {
        OutgoingCalls.Answer answer =
                calls.send(OutgoingCalls.Call.get(URI.create(url), "application/json"), OutgoingCalls.Limits.SMALL);
        if (answer.status() != OK) {
            throw new OutgoingRefused("The keys cannot be fetched: status " + answer.status() + ".");
        }
        try {
            JWKSet keys = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8));
            return new Kept(keys, now, now.plus(lifetime(answer)));
        } catch (ParseException e) {
            throw new OutgoingRefused("What is at the URL of the keys is no JWKS.");
        }
    }

    private static Duration lifetime(OutgoingCalls.Answer answer) {
        String control = answer.header("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
        if (control.contains("no-store") || control.contains("no-cache")) {
            return Duration.ZERO;
        }
        return Arrays.stream(control.split(","))
                .map(String::strip)
                .filter(one -> one.matches("max-age=\\d{1,9}"))
                .map(one -> Duration.ofSeconds(Long.parseLong(one.substring("max-age=".length()))))
                .map(age -> age.compareTo(LONGEST) > 0 ? LONGEST : age)
                .findFirst()
                .orElse(UNSAID);
    }
}
