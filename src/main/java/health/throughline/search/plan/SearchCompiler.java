package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchTypes;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a search into one statement. The driver, the criterion the statement starts from, is chosen here by the
 * frequency of its keys; all other criteria are looked up row by row.
 */
public final class SearchCompiler {

    /** The last row of the page before: its sort values and row number. */
    public record After(List<@Nullable Object> values, long rid) {}

    private final Supplier<SearchParameters> parameters;
    private final SearchTypes types;
    private final Keys keys;
    private final KeyFrequencies frequencies;

    public SearchCompiler(
            Supplier<SearchParameters> parameters, SearchTypes types, Keys keys, KeyFrequencies frequencies) {
        this.parameters = parameters;
        this.types = types;
        this.keys = keys;
        this.frequencies = frequencies;
    }

    /**
     * One page: the columns of {@link ResourceTable#COLUMNS}, then one per sort key, then, if {@code counted}, the number
     * of all matches, taken from the same snapshot.
     *
     * @param limit rows at most
     */
    public Sql page(SearchQuery query, Restriction restriction, @Nullable After after, int limit, boolean counted) {
        if (!counted) {
            return page(query, restriction, after, limit);
        }
        QueryPlan plan = plan(query, restriction, limit, true);
        if (query.sort().isEmpty() && plan.indexOnly()) {
            return plan.countedPage(after, limit);
        }
        return Sql.of("SELECT page.*, (")
                .add(plan.count())
                .add(") FROM (")
                .add(page(query, restriction, after, limit))
                .add(") page");
    }

    private Sql page(SearchQuery query, Restriction restriction, @Nullable After after, int limit) {
        SortKeys sort = new SortKeys(query.sort());
        if (!sort.isEmpty()) {
            return sorted(query, restriction, after, limit, sort);
        }
        QueryPlan plan = plan(query, restriction, limit, false);
        return Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM ")
                .add(plan.from(after))
                .add(" ORDER BY r.rid DESC LIMIT " + limit);
    }

    /** Sorts row numbers and sort values only; the bodies of the page are fetched afterwards. */
    private Sql sorted(SearchQuery query, Restriction restriction, @Nullable After after, int limit, SortKeys sort) {
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS + columns(sort) + " FROM (SELECT * FROM (SELECT r.rid")
                .add(sort.columns())
                .add(" FROM ")
                .add(plan(query, restriction, limit, true).from(null))
                .add(" OFFSET 0) q");
        if (after != null) {
            sql.add(" WHERE ").add(sort.after("q", after.values(), after.rid()));
        }
        return sql.add(" ORDER BY " + sort.orderBy("q") + " LIMIT " + limit
                + ") p JOIN resource r ON r.rid = p.rid ORDER BY " + sort.orderBy("p"));
    }

    private static String columns(SortKeys sort) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < sort.size(); i++) {
            columns.append(", p.s").append(i);
        }
        return columns.toString();
    }

    /** How many resources match. */
    public Sql count(SearchQuery query, Restriction restriction) {
        return plan(query, restriction, Integer.MAX_VALUE, true).count();
    }

    private QueryPlan plan(SearchQuery asked, Restriction restriction, int limit, boolean all) {
        SearchQuery query = SearchRewrites.apply(asked, parameters.get());
        return QueryPlan.of(query, new CriterionCompiler(types, keys, restriction), frequencies, limit, all);
    }

    /** What {@code rids} refer to by {@code include}, or what refers to them; at most {@code limit} resources. */
    public Sql include(Include include, long[] rids, Restriction restriction, int limit) {
        int[] paths = paths(include);
        Sql sql = Sql.of("SELECT DISTINCT ON (r.rid) " + ResourceTable.COLUMNS + " FROM ");
        if (include.reverse()) {
            sql.add(
                    "resource t JOIN idx_reference x ON x.target = t.fkey JOIN resource r ON r.rid = x.rid "
                            + "WHERE t.rid = ANY (?) AND x.path = ANY (?)",
                    rids,
                    paths);
        } else {
            sql.add(
                    "idx_reference x JOIN resource r ON r.fkey = x.target WHERE x.rid = ANY (?) AND x.path = ANY (?)",
                    rids,
                    paths);
        }
        if (!include.reverse() && !include.target().isEmpty()) {
            sql.add(" AND r.type = " + ResourceTypes.code(include.target()));
        }
        return sql.add(" AND r.op < 3 AND ").add(restriction.on("r")).add(" ORDER BY r.rid LIMIT " + limit);
    }

    private int[] paths(Include include) {
        SearchParameter reference = include.reference();
        if (reference != null) {
            return ReferenceSearch.ids(reference.paths());
        }
        SearchParameters current = parameters.get();
        Set<String> sources = include.source().isEmpty() ? current.types() : Set.of(include.source());
        return ReferenceSearch.ids(sources.stream()
                .flatMap(type -> current.paths(type).stream())
                .filter(path -> path.kind() == SearchKind.REFERENCE)
                .toList());
    }
}
