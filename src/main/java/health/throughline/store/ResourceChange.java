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
        List<ContainedRow> contained) {}
