package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.LocalDate;

/** The last day of a consent in force. */
public record Ending(ResourceKey key, LocalDate since, LocalDate day) {}
