package health.throughline.record;

import health.throughline.store.ResourceVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param version the version now current; null when nothing was there to delete
 * @param deleted the versions that ended, for deletions
 */
public record Outcome(Kind kind, @Nullable ResourceVersion version, List<ResourceVersion> deleted) {

    /** The ways a change can end well. */
    public enum Kind {
        CREATED,
        UPDATED,
        /** The condition of a create matched: the resource was there already. */
        EXISTED,
        /** An update with the content that was there already: no new version. */
        UNCHANGED,
        DELETED
    }

    static Outcome of(Kind kind, ResourceVersion version) {
        return new Outcome(kind, version, List.of());
    }

    static Outcome deleted(List<ResourceVersion> versions) {
        return new Outcome(Kind.DELETED, versions.isEmpty() ? null : versions.get(0), versions);
    }

    /** The version after any change but a deletion. */
    public ResourceVersion current() {
        if (version == null) {
            throw new IllegalStateException("A deletion leaves no version");
        }
        return version;
    }
}
