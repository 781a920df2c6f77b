package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of somebody by a Task.
 *
 * @param code as task-code
 * @param due null when it has no time
 * @param completed null while it is open
 */
public record Assignment(
        ResourceKey key,
        String code,
        Instant assigned,
        @Nullable Instant due,
        @Nullable Instant completed) {}
