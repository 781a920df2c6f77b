package health.throughline.search;

import health.throughline.search.SearchQuery.Include;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchTypes;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.Sql;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
     * One page: the columns of {@link ResourceTable#COLUMNS}, then one per sort key.
     *
     * @param limit rows at most
     */
    public Sql page(SearchQuery query, Restriction restriction, @Nullable After after, int limit) {
        SortKeys sort = new SortKeys(query.sort());
        if (!sort.isEmpty()) {
            return sorted(query, restriction, after, limit, sort);
        }
        Sql from = from(query, restriction, limit, false);
        if (after != null) {
            from.add(" AND r.rid < ?", after.rid());
        }
        return Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM ")
                .add(from)
                .add(" ORDER BY r.rid DESC LIMIT " + limit);
    }

    /** Sorts row numbers and sort values only; the bodies of the page are fetched afterwards. */
    private Sql sorted(SearchQuery query, Restriction restriction, @Nullable After after, int limit, SortKeys sort) {
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS + columns(sort) + " FROM (SELECT * FROM (SELECT r.rid")
                .add(sort.columns())
                .add(" FROM ")
                .add(from(query, restriction, limit, true))
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
        return Sql.of("SELECT count(*) FROM ").add(from(query, restriction, Integer.MAX_VALUE, true));
    }

    private record Candidate(Criterion criterion, Driver driver) {}

    /** FROM and WHERE: the driver joined to its resource rows, and every other criterion as a lookup. */
    private Sql from(SearchQuery asked, Restriction restriction, int limit, boolean all) {
        SearchQuery query = SearchRewrites.apply(asked, parameters.get());
        CriterionCompiler compiler = new CriterionCompiler(types, keys, restriction);
        double scan = Math.min(frequencies.type(query.type()), all ? Double.MAX_VALUE : limit * 100.0);
        Optional<Candidate> best = candidates(query, compiler)
                .min(Comparator.comparingDouble(candidate -> candidate.driver().cost(limit, all)))
                .filter(candidate ->
                        query.criteria().size() == 1 || candidate.driver().cost(limit, all) < scan * 10);
        Sql sql = best.map(candidate -> join(candidate.driver())).orElseGet(() -> Sql.of("resource r"));
        sql.add(" WHERE ").add(compiler.visible("r", query.type()));
        for (Criterion criterion : query.criteria()) {
            boolean driven = best.isPresent() && best.get().criterion() == criterion;
            if (!driven) {
                sql.add(" AND ").add(compiler.on("r", criterion, 0));
            }
        }
        return sql;
    }

    private java.util.stream.Stream<Candidate> candidates(SearchQuery query, CriterionCompiler compiler) {
        return query.criteria().stream()
                .flatMap(
                        criterion -> Driver.of(criterion, compiler, frequencies, 0)
                                .map(driver -> new Candidate(criterion, driver))
                                .stream());
    }

    private static Sql join(Driver driver) {
        String distinct = driver.ordered() ? "SELECT d.rid FROM (" : "SELECT DISTINCT d.rid FROM (";
        return Sql.of("(" + distinct).add(driver.rids()).add(") d) d JOIN resource r ON r.rid = d.rid");
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
