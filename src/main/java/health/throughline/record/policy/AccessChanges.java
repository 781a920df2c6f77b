package health.throughline.record.policy;

import health.throughline.record.WriteListener;
import health.throughline.store.Generations;
import health.throughline.store.ResourceChange;
import health.throughline.store.sql.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Counts the changes to what access follows from: those made by this server at once, those of other servers on the same
 * database within a second.
 */
public final class AccessChanges implements WriteListener {

    private static final String EMERGENCY = "emergency-access";
    private static final Set<String> TYPES =
            Set.of("CareTeam", "Consent", "EpisodeOfCare", "Organization", "PractitionerRole", "RelatedPerson");

    private final Changes changes;
    private final Generations.Watch elsewhere;

    AccessChanges(Changes changes, Generations generations) {
        this.changes = changes;
        this.elsewhere = generations.watch("access", Duration.ofSeconds(1));
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public void committed(List<ResourceChange> stored) {
        elsewhere.advance();
    }

    /** An emergency access was opened. */
    public void emergency() {
        changes.committed(Set.of(EMERGENCY));
        elsewhere.advance();
    }

    /** Differs whenever anything has changed. */
    long current() {
        long sum = elsewhere.current() + changes.of(EMERGENCY);
        for (String type : TYPES) {
            sum += changes.of(type);
        }
        return sum;
    }
}
