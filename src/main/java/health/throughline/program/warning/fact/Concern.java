package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;

/**
 * A worry about the client that somebody else told the team.
 *
 * @param worry from 0 to 10
 * @param unsafe whether they fear that somebody comes to harm, or it cannot wait
 */
public record Concern(Source source, Instant at, int worry, boolean unsafe, ResourceKey key) {

    /** Who told it. */
    public enum Source {
        FAMILY,
        COMMUNITY
    }
}
