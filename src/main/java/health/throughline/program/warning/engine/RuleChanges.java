package health.throughline.program.warning.engine;

import health.throughline.record.WriteListener;
import health.throughline.store.Generations;
import health.throughline.store.ResourceChange;
import health.throughline.store.sql.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Counts the changes to rules: those of this server at once, those of others on the same database within a second. */
final class RuleChanges implements WriteListener {

    private static final String TYPE = "ActivityDefinition";

    private final Changes changes;
    private final Generations.Watch elsewhere;

    RuleChanges(Changes changes, Generations generations) {
        this.changes = changes;
        this.elsewhere = generations.watch("warning-rules", Duration.ofSeconds(1));
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public void committed(List<ResourceChange> stored) {
        elsewhere.advance();
    }

    /** Differs whenever any has changed. */
    long current() {
        return elsewhere.current() + changes.of(TYPE);
    }
}
