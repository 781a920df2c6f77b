package health.throughline.search.query;

import health.throughline.search.parameter.SearchParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search, understood.
 *
 * @param count entries per page; 0 asks for the total only
 * @param ignored parameters that lenient handling dropped, by name
 */
public record SearchQuery(
        String type,
        List<Criterion> criteria,
        List<SortKey> sort,
        int count,
        Total total,
        List<Include> includes,
        List<String> ignored) {

    /** What {@code _total} asks for. */
    public enum Total {
        NONE,
        ESTIMATE,
        ACCURATE
    }

    /** One key of {@code _sort}; the parameter is null for _id and _lastUpdated. */
    public record SortKey(String code, @Nullable SearchParameter parameter, boolean descending) {}

    /**
     * One {@code _include} or {@code _revinclude}.
     *
     * @param source the type whose reference is followed; empty for any
     * @param reference null for {@code *}
     * @param target only targets of this type; empty for any
     */
    public record Include(String source, @Nullable SearchParameter reference, String target, boolean reverse) {}

    public SearchQuery with(Criterion more) {
        List<Criterion> all = new java.util.ArrayList<>(criteria);
        all.add(more);
        return new SearchQuery(type, List.copyOf(all), sort, count, total, includes, ignored);
    }
}
