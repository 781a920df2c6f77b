package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One enrolment.
 *
 * @param level as level-of-care
 * @param tracks as program-track
 * @param end null while it is open
 */
public record Episode(
        ResourceKey key,
        String level,
        Set<String> tracks,
        LocalDate start,
        @Nullable LocalDate end) {

    public Episode {
        tracks = Set.copyOf(tracks);
    }

    public boolean open() {
        return end == null;
    }

    public boolean adolescent() {
        return tracks.contains("adolescent");
    }

    /** Whether sessions and daily check-ins are expected of the client. */
    public boolean treatment() {
        return !level.equals("alumni") && !level.equals("none") && !level.equals("recovery-support");
    }

    public boolean intensive() {
        return level.equals("iop");
    }
}
