package health.throughline.auth.grant;

import java.time.Duration;

/**
 * How long tokens last.
 *
 * @param offline refresh tokens of offline_access
 * @param online refresh tokens of online_access
 */
public record Lifetimes(Duration offline, Duration online) {

    /** Access tokens of clients that act for themselves (SMART 2.2, backend services: at most five minutes). */
    static final Duration BACKEND = Duration.ofMinutes(5);
}
