package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.plan.Cursor;
import health.throughline.search.plan.Everything;
import health.throughline.search.plan.EverythingQuery;
import health.throughline.search.plan.Explained;
import health.throughline.search.plan.IncludeQuery;
import health.throughline.search.plan.Membership;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchParser;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the record: one statement a page, and one for each step of an include. */
public final class RecordSearch {

    /** Most resources that includes add to a page. */
    public static final int MAX_INCLUDED = Included.MOST;

    /**
     * One page of a search.
     *
     * @param previous where the page before starts; null on the first page
     * @param next where the following page starts; null on the last page
     * @param total null when not asked for
     */
    public record Page(
            List<ResourceVersion> matches,
            List<ResourceVersion> included,
            @Nullable Cursor previous,
            @Nullable Cursor next,
            @Nullable Long total) {}

    private record Row(ResourceVersion version, List<@Nullable Object> sort, long total) {

        Cursor cursor(boolean back, int passed) {
            return new Cursor(sort, version.rid(), back, passed);
        }
    }

    private static final String EXECUTION = "Execution Time: ";
    private static final int MOST_WAYS = 6;
    private static final int AFTER = ResourceTable.COLUMN_COUNT + 1;
    private static final double HOPELESS = 100;

    private final SearchParser parser;
    private final SearchCompiler compiler;
    private final IncludeQuery includes;
    private final EverythingQuery everything;
    private final Membership membership;
    private final Database database;
    private final Keys keys;
    private final NamedLists lists;
    private final Candidates candidates;

    public RecordSearch(
            SearchParser parser,
            SearchCompiler compiler,
            IncludeQuery includes,
            EverythingQuery everything,
            Membership membership,
            Database database,
            Keys keys) {
        this.parser = parser;
        this.compiler = compiler;
        this.includes = includes;
        this.everything = everything;
        this.membership = membership;
        this.database = database;
        this.keys = keys;
        this.lists = new NamedLists(compiler, database);
        this.candidates = new Candidates(compiler, database);
    }

    /**
     * Reads a search of {@code types}.
     *
     * @throws InvalidSearch when the parameters cannot be understood
     */
    public SearchQuery parse(List<String> types, List<SearchParser.Parameter> parameters, boolean lenient) {
        return parser.parse(types, parameters, lenient);
    }

    /** Holds for what lies in the compartment of {@code owner}; the owner itself lies in it, too. */
    public Criterion member(ResourceKey owner, List<String> types) {
        return membership.of(owner, types);
    }

    /** The page beside {@code cursor}; an accurate total is of the same snapshot as the page. */
    public Page search(SearchQuery asked, @Nullable Cursor cursor, Access access) {
        requireAny(asked.types(), access);
        lists.require(asked, access);
        SearchQuery query = candidates.settled(asked, access);
        if (query.count() == 0) {
            return new Page(List.of(), List.of(), null, null, total(query, access));
        }
        boolean counted = query.total() == Total.ACCURATE;
        int wanted = wanted(query, cursor);
        int sortKeys = query.sort().size();
        List<Row> rows = database.list(
                "search.page",
                compiler.page(query, access.restriction(Action.SEARCH), cursor, wanted + 1, counted),
                row -> new Row(
                        ResourceTable.version(row),
                        sortValues(row, sortKeys),
                        counted ? row.getLong(AFTER + sortKeys) : 0));
        boolean more = rows.size() > wanted;
        List<Row> page = new ArrayList<>(more ? rows.subList(0, wanted) : rows);
        if (cursor != null && cursor.back()) {
            Collections.reverse(page);
        }
        List<ResourceVersion> matches = page.stream().map(Row::version).toList();
        access.log().gave(matches);
        return new Page(
                matches,
                query.includes().isEmpty() || matches.isEmpty()
                        ? List.of()
                        : new Included(includes, database, access).with(query, matches),
                previous(cursor, page, more),
                next(query, cursor, page, more),
                total(query, rows, access));
    }

    /** Of several types, those that may not be searched are left out in silence. */
    private static void requireAny(List<String> types, Access access) {
        if (types.stream().noneMatch(type -> access.may(Action.SEARCH, type))) {
            types.stream().limit(1).forEach(type -> access.require(Action.SEARCH, type));
        }
    }

    private static int wanted(SearchQuery query, @Nullable Cursor cursor) {
        int most = query.amount().most();
        int passed = cursor == null || cursor.back() ? 0 : cursor.passed();
        return most == 0 ? query.count() : Math.max(0, Math.min(query.count(), most - passed));
    }

    private static @Nullable Cursor previous(@Nullable Cursor cursor, List<Row> page, boolean more) {
        boolean any = cursor != null && !page.isEmpty() && (more || !cursor.back());
        if (cursor == null || !any) {
            return null;
        }
        int passed = cursor.back() ? Math.max(0, cursor.passed() - page.size()) : cursor.passed();
        return page.get(0).cursor(true, passed);
    }

    private static @Nullable Cursor next(SearchQuery query, @Nullable Cursor cursor, List<Row> page, boolean more) {
        boolean back = cursor != null && cursor.back();
        if (page.isEmpty() || !(more || back)) {
            return null;
        }
        int before = cursor == null ? 0 : cursor.passed();
        int passed = back ? before : before + page.size();
        int most = query.amount().most();
        return most > 0 && passed >= most ? null : page.get(page.size() - 1).cursor(false, passed);
    }

    private @Nullable Long total(SearchQuery query, List<Row> rows, Access access) {
        if (query.total() == Total.NONE) {
            return null;
        }
        boolean counted = query.total() == Total.ACCURATE && !rows.isEmpty();
        return counted ? rows.get(0).total() : total(query, access);
    }

    private static List<@Nullable Object> sortValues(ResultSet row, int keys) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            values.add(row.getObject(AFTER + i));
        }
        return values;
    }

    /** The planner estimates from all rows, so its number would tell a restricted caller of those out of sight. */
    private long total(SearchQuery query, Access access) {
        Sql count = compiler.count(query, access.restriction(Action.SEARCH));
        boolean estimated = query.total() == Total.ESTIMATE
                && access.restriction(Action.SEARCH).unrestricted();
        return estimated ? database.estimate(count) : database.number("search.count", count);
    }

    /**
     * How the first page of a search is found, and how the database goes about it.
     *
     * @param steps the database's own account, with rows and times
     * @param milliseconds what each of the ways took that were tried, in their order
     */
    public record Explanation(Explained explained, List<String> steps, List<Double> milliseconds) {}

    /** The database writes the values bound to a statement into its account of it. */
    private static String withoutValues(String step) {
        return step.replaceAll("'[^']*'", "?");
    }

    /**
     * Answers the first page of {@code query} and tells how; the steps carry no values asked for.
     *
     * @param compare whether the other ways are tried, too, as far as they do not look hopeless
     */
    public Explanation explain(SearchQuery asked, Access access, boolean compare) {
        SearchQuery query = candidates.settled(asked, access);
        Explained explained = compiler.explained(query, access.restriction(Action.SEARCH), query.count() + 1);
        Sql analyzed = Sql.of("EXPLAIN (ANALYZE, BUFFERS) ").add(explained.statement());
        List<String> steps = database.list("search.explain", analyzed, row -> withoutValues(row.getString(1)));
        return new Explanation(explained, steps, compare ? tried(explained.ways()) : List.of());
    }

    private List<Double> tried(List<Explained.Way> ways) {
        double hopeless = Math.max(ways.get(0).cost() * HOPELESS, 100_000);
        return ways.stream()
                .filter(way -> way.cost() <= hopeless)
                .limit(MOST_WAYS)
                .map(way -> Math.min(took(way), Math.min(took(way), took(way))))
                .toList();
    }

    private double took(Explained.Way way) {
        Sql timed = Sql.of("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY ON) ").add(way.statement());
        return database.list("search.explain", timed, row -> row.getString(1)).stream()
                .filter(step -> step.startsWith(EXECUTION))
                .mapToDouble(step -> Double.parseDouble(step.substring(EXECUTION.length(), step.indexOf(" ms"))))
                .sum();
    }

    /** The first {@code limit} resources that satisfy {@code condition}, newest first: two tell none, one and several. */
    List<ResourceVersion> matching(String type, List<SearchParser.Parameter> condition, int limit, Access access) {
        access.require(Action.SEARCH, type);
        SearchQuery query = parser.parse(List.of(type), condition, false);
        if (query.criteria().isEmpty()
                || !query.includes().isEmpty()
                || !query.sort().isEmpty()
                || !query.contained().equals(SearchQuery.Contained.NONE)) {
            throw new InvalidSearch(
                    "A condition needs at least one search parameter, and no sorting, includes or _contained.");
        }
        lists.require(query, access);
        return database.list(
                "search.condition",
                compiler.page(candidates.settled(query, access), access.restriction(Action.SEARCH), null, limit, false),
                ResourceTable::version);
    }

    /** The members of a patient's compartment after row {@code afterRid}, at most {@code limit}, with the patient. */
    public List<ResourceVersion> everything(
            ResourceKey patient, Everything wanted, long afterRid, int limit, Access access) {
        Sql sql = everything.page(keys.of(patient), wanted, access.restriction(), afterRid, limit);
        return given(database.list("search.everything", sql, ResourceTable::version), access);
    }

    /** What {@code members} of a compartment refer to outside of it. */
    public List<ResourceVersion> referred(List<ResourceVersion> members, Everything wanted, Access access) {
        if (members.isEmpty()) {
            return List.of();
        }
        long[] rids = members.stream().mapToLong(ResourceVersion::rid).toArray();
        Sql sql = everything.referred(rids, wanted.types(), access.restriction(), MAX_INCLUDED);
        return given(database.list("search.everything.referred", sql, ResourceTable::version), access);
    }

    private static List<ResourceVersion> given(List<ResourceVersion> versions, Access access) {
        access.log().gave(versions);
        return versions;
    }
}
