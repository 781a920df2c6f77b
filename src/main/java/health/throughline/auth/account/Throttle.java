package health.throughline.auth.account;

import health.throughline.store.account.AccountRow;
import java.time.Duration;
import java.time.Instant;

/** Slows down who guesses: after five wrong tries an account rests for a minute, then twice as long after each further one. */
final class Throttle {

    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 4;

    private Throttle() {}

    static boolean resting(AccountRow row, Instant now) {
        Instant until = row.standing().lockedUntil();
        return until != null && now.isBefore(until);
    }

    static AccountRow failed(AccountRow row, Instant now) {
        int failures = row.standing().failures() + 1;
        if (failures < FREE_TRIES) {
            return row.with(row.standing().withFailures(failures, null));
        }
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(DOUBLINGS, failures - FREE_TRIES));
        Duration limited = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        return row.with(row.standing().withFailures(failures, now.plus(limited)));
    }
}
