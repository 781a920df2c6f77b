package health.throughline.search.query;

import health.throughline.search.parameter.SearchParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A search, understood.
 *
 * @param types the resource types searched: one mostly, several in a search of the system or of a compartment
 * @param ignored parameters that lenient handling dropped, by name
 */
public record SearchQuery(
        List<String> types,
        List<Criterion> criteria,
        List<SortKey> sort,
        List<Include> includes,
        Amount amount,
        Contained contained,
        List<String> ignored) {

    /** What {@code _total} asks for. */
    public enum Total {
        NONE,
        ESTIMATE,
        ACCURATE
    }

    /**
     * How much of the result is wanted.
     *
     * @param count entries per page; 0 asks for the total only
     * @param most matches over all pages; 0 for all
     */
    public record Amount(int count, Total total, int most) {}

    /**
     * Which resources {@code _contained} and {@code _containedType} ask for.
     *
     * @param top resources that are not contained
     * @param inside resources contained in others
     * @param asContainer whether a contained match is answered by the resource that contains it
     */
    public record Contained(boolean top, boolean inside, boolean asContainer) {

        /** What holds when nothing is said: contained resources are not searched. */
        public static final Contained NONE = new Contained(true, false, true);
    }

    /**
     * One key of {@code _sort}.
     *
     * @param chain the references that are followed to the resource sorted by; empty mostly
     * @param parameter null for _id and _lastUpdated
     * @param asked what the search asks of the parameter, where the order depends on it (near); else empty
     */
    public record SortKey(
            String code,
            List<SearchParameter> chain,
            @Nullable SearchParameter parameter,
            boolean descending,
            List<String> asked) {

        public SortKey(
                String code, List<SearchParameter> chain, @Nullable SearchParameter parameter, boolean descending) {
            this(code, chain, parameter, descending, List.of());
        }

        /** The same key, without the references that lead to it. */
        public SortKey arrived() {
            return new SortKey(code, List.of(), parameter, descending, asked);
        }

        /** Whether {@code other} sorts by the same, in whichever direction. */
        boolean sameValue(SortKey other) {
            return code.equals(other.code) && chain.equals(other.chain) && Objects.equals(parameter, other.parameter);
        }
    }

    /**
     * One {@code _include} or {@code _revinclude}.
     *
     * @param source the type whose reference is followed; empty for any
     * @param reference null for {@code *}
     * @param target only targets of this type; empty for any
     * @param iterate whether it is also followed from what was included
     */
    public record Include(
            String source, @Nullable SearchParameter reference, String target, boolean reverse, boolean iterate) {}

    /** The only type searched, or empty when there are several. */
    public String type() {
        return types.size() == 1 ? types.get(0) : "";
    }

    public int count() {
        return amount.count();
    }

    public Total total() {
        return amount.total();
    }

    /** The same search with one more condition. */
    public SearchQuery with(Criterion more) {
        List<Criterion> all = new ArrayList<>(criteria);
        all.add(more);
        return with(all);
    }

    /** The same search with other conditions. */
    public SearchQuery with(List<Criterion> others) {
        return new SearchQuery(types, List.copyOf(others), sort, includes, amount, contained, ignored);
    }
}
