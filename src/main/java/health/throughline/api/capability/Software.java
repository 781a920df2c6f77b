package health.throughline.api.capability;

import java.time.Instant;

/** The name, version and build time of the running software. */
public record Software(String name, String version, Instant built) {}
