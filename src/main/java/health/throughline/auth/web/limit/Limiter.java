package health.throughline.auth.web.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Counts the requests of each key. It forgets keys that rest, and the oldest when there are too many. */
public final class Limiter {

    private static final int MOST_KEYS = 50_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final boolean unlimited;
    private final LoadingCache<String, Bucket> buckets;

    /** @param perMinute 0 for no limit */
    public Limiter(int perMinute, int burst) {
        this.unlimited = perMinute <= 0;
        int rate = Math.max(1, perMinute);
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, burst))
                .refillGreedy(rate, MINUTE)
                .build();
        Duration full = MINUTE.multipliedBy(1L + Math.max(1, burst) / rate);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(full)
                .build(key -> Bucket.builder().addLimit(bandwidth).build());
    }

    /** 0 when one more request of {@code key} may go on, else after how many seconds it may. */
    public long secondsToWait(String key) {
        if (unlimited) {
            return 0;
        }
        Bucket bucket = buckets.get(key);
        if (bucket.tryConsume(1)) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + probe.getNanosToWaitForRefill() / 1_000_000_000L;
    }
}
