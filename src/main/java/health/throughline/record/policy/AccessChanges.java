package health.throughline.record.policy;

import health.throughline.record.WriteListener;
import health.throughline.store.Generations;
import health.throughline.store.ResourceChange;
import health.throughline.store.sql.Changes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes to what access follows from: those made by this server at once, those of other servers on the same
 * database within a second.
 */
public final class AccessChanges implements WriteListener {

    private static final String SUBJECT = "access";
    private static final String EMERGENCY = "emergency-access";
    private static final long MILLISECONDS = 1000;
    private static final Set<String> TYPES =
            Set.of("CareTeam", "Consent", "EpisodeOfCare", "Organization", "PractitionerRole", "RelatedPerson");

    private final Changes changes;
    private final Generations generations;
    private final Clock clock;
    private final AtomicLong polled = new AtomicLong();
    private volatile long elsewhere;

    AccessChanges(Changes changes, Generations generations, Clock clock) {
        this.changes = changes;
        this.generations = generations;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public void committed(List<ResourceChange> stored) {
        generations.advance(SUBJECT);
    }

    /** An emergency access was opened. */
    public void emergency() {
        changes.committed(Set.of(EMERGENCY));
        generations.advance(SUBJECT);
    }

    /** Differs whenever anything has changed. */
    long current() {
        long now = clock.millis();
        long last = polled.get();
        if (now - last >= MILLISECONDS && polled.compareAndSet(last, now)) {
            elsewhere = generations.current(SUBJECT);
        }
        long sum = elsewhere + changes.of(EMERGENCY);
        for (String type : TYPES) {
            sum += changes.of(type);
        }
        return sum;
    }
}
