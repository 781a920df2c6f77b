package health.throughline.auth.smart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts failures by address, so that secrets and tokens cannot be tried out. */
final class FailureLimit {

    private static final int ADDRESSES = 50_000;

    private final int most;
    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** @param most in a minute */
    FailureLimit(int most) {
        this.most = most;
    }

    void failed(String address) {
        failures.get(address, key -> new AtomicInteger()).incrementAndGet();
    }

    boolean reached(String address) {
        AtomicInteger count = failures.getIfPresent(address);
        return count != null && count.get() >= most;
    }
}
