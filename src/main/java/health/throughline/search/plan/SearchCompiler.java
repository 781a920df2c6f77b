package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.type.SearchTypes;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a search into one statement. The driver, the criterion the statement starts from, is chosen here by the
 * frequency of its keys; all other criteria are looked up row by row.
 */
public final class SearchCompiler {

    private final Supplier<SearchParameters> parameters;
    private final SearchTypes types;
    private final Keys keys;
    private final Estimates estimates;

    public SearchCompiler(Supplier<SearchParameters> parameters, SearchTypes types, Keys keys, Estimates estimates) {
        this.parameters = parameters;
        this.types = types;
        this.keys = keys;
        this.estimates = estimates;
    }

    /**
     * One page: the columns of {@link ResourceTable#COLUMNS}, then one per sort key, then, if {@code counted}, the number
     * of all matches, taken from the same snapshot. A page that goes back comes in reverse.
     *
     * @param limit rows at most
     */
    public Sql page(SearchQuery asked, Restriction restriction, @Nullable Cursor cursor, int limit, boolean counted) {
        if (byContainer(asked)) {
            ContainerPage page = new ContainerPage(plan(asked, restriction, limit, true));
            return counted ? page.counted(cursor, limit) : page.page(cursor, limit);
        }
        QueryPlan plan = plan(asked, restriction, limit, false);
        return counted
                ? plan.countedPage(cursor, limit, plan(asked, restriction, limit, true))
                : plan.page(cursor, limit);
    }

    /** How many resources match. */
    public Sql count(SearchQuery query, Restriction restriction) {
        QueryPlan plan = plan(query, restriction, Integer.MAX_VALUE, true);
        return byContainer(query) ? new ContainerPage(plan).count() : plan.count();
    }

    private static boolean byContainer(SearchQuery query) {
        return query.contained().inside() && query.contained().asContainer();
    }

    /** Of the Observations that match, the {@code most} newest of each code; see {@link LatestQuery}. */
    public Sql latest(SearchQuery query, Restriction restriction, int most, int limit) {
        Sql matches = plan(query, restriction, Integer.MAX_VALUE, true).matches();
        return LatestQuery.of(matches, parameters.get(), most, limit);
    }

    /** What a page of {@code limit} rows is made from, and what else it could have been made from. */
    public Explained explained(SearchQuery query, Restriction restriction, int limit) {
        QueryPlan plan = plan(query, restriction, limit, byContainer(query));
        List<Explained.Way> ways = plan.choice().considered().stream()
                .map(way -> new Explained.Way(way.name(), way.rows(), way.cost(), page(plan.by(way), query, limit)))
                .toList();
        return new Explained(page(plan, query, limit), ways);
    }

    private static Sql page(QueryPlan plan, SearchQuery query, int limit) {
        return byContainer(query) ? new ContainerPage(plan).page(null, limit) : plan.page(null, limit);
    }

    private QueryPlan plan(SearchQuery asked, Restriction restriction, int limit, boolean all) {
        CriterionCompiler compiler =
                new CriterionCompiler(types, keys, restriction, asked.contained(), estimates::type);
        SearchQuery query = SearchRewrites.apply(asked, parameters.get(), compiler);
        return new QueryPlan(query, compiler, PlanChoice.of(query, compiler, estimates, limit, all));
    }
}
