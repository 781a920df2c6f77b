package health.throughline.record;

import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param version the version now current; null when nothing was there to delete
 * @param deleted the versions that ended, for deletions
 * @param issues what the caller is told beside the success
 * @param readable whether the caller may read what is now current; who may only write is not shown what was there
 */
public record Outcome(
        Kind kind,
        @Nullable ResourceVersion version,
        List<ResourceVersion> deleted,
        List<Issue> issues,
        boolean readable) {

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
        return new Outcome(kind, version, List.of(), List.of(), true);
    }

    static Outcome deleted(List<ResourceVersion> versions) {
        return new Outcome(Kind.DELETED, versions.isEmpty() ? null : versions.get(0), versions, List.of(), true);
    }

    /** The same with what is said of its resource, after what is said already. */
    Outcome with(Map<ResourceKey, List<Issue>> said) {
        return version == null ? this : with(said.getOrDefault(version.key(), List.of()));
    }

    /** The same with {@code more} said. */
    Outcome with(List<Issue> more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Outcome(
                kind,
                version,
                deleted,
                Stream.concat(issues.stream(), more.stream()).toList(),
                readable);
    }

    /** The same, not to be shown. */
    Outcome unreadable() {
        return new Outcome(kind, version, deleted, issues, false);
    }

    /** The resources that the change was about. */
    List<ResourceKey> keys() {
        if (kind == Kind.DELETED) {
            return deleted.stream().map(ResourceVersion::key).toList();
        }
        return List.of(current().key());
    }

    /** The version after any change but a deletion. */
    public ResourceVersion current() {
        if (version == null) {
            throw new IllegalStateException("A deletion leaves no version");
        }
        return version;
    }
}
