package health.throughline.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new version to be stored with the index rows it gains and loses.
 *
 * @param patients keys of the patients in whose compartments it lies
 * @param labels interned security labels
 * @param present one bit per search path that has a value
 * @param relocated whether it lies elsewhere than the version before, or under other labels
 * @param contained what becomes of the rows of contained resources
 */
public record ResourceChange(
        ResourceVersion version,
        @Nullable ResourceVersion previous,
        long[] patients,
        int[] labels,
        long present,
        Set<IndexRow> added,
        Set<IndexRow> removed,
        List<ContainedRow> contained,
        boolean relocated) {

    /** The same under other circumstances. */
    public ResourceChange placed(long[] others, int[] otherLabels) {
        ResourceVersion moved = new ResourceVersion(
                version.rid(),
                version.key(),
                version.version(),
                version.updated(),
                version.operation(),
                version.body(),
                others);
        return new ResourceChange(moved, previous, others, otherLabels, present, added, removed, contained, relocated);
    }
}
