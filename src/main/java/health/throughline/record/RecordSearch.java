package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.search.SearchCompiler;
import health.throughline.search.SearchCompiler.After;
import health.throughline.search.SearchParser;
import health.throughline.search.SearchQuery;
import health.throughline.search.SearchQuery.Include;
import health.throughline.search.SearchQuery.Total;
import health.throughline.search.type.InvalidSearch;
import health.throughline.store.Database;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.Sql;
import health.throughline.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches the record: one statement a page, one for each include. */
public final class RecordSearch {

    /** Most resources that includes add to a page. */
    public static final int MAX_INCLUDED = 1000;

    /**
     * One page of a search.
     *
     * @param next where the following page starts; null on the last page
     * @param total null when not asked for
     */
    public record Page(
            List<ResourceVersion> matches,
            List<ResourceVersion> included,
            @Nullable After next,
            @Nullable Long total) {}

    private record Row(ResourceVersion version, List<@Nullable Object> sort) {}

    private final SearchParser parser;
    private final SearchCompiler compiler;
    private final Database database;
    private final Transactions transactions;
    private final Keys keys;
    private final EverythingQuery everything;

    public RecordSearch(
            SearchParser parser,
            SearchCompiler compiler,
            EverythingQuery everything,
            Database database,
            Transactions transactions,
            Keys keys) {
        this.everything = everything;
        this.parser = parser;
        this.compiler = compiler;
        this.database = database;
        this.transactions = transactions;
        this.keys = keys;
    }

    /** @throws InvalidSearch when the parameters cannot be understood */
    public SearchQuery parse(String type, List<SearchParser.Parameter> parameters, boolean lenient) {
        return parser.parse(type, parameters, lenient);
    }

    /** The page after {@code after}; page and total are taken from one snapshot when a total is asked for. */
    public Page search(SearchQuery query, @Nullable After after, Access access) {
        boolean counted = query.total() != Total.NONE || query.count() == 0;
        return counted || !query.includes().isEmpty()
                ? transactions.read(() -> page(query, after, access, counted))
                : page(query, after, access, false);
    }

    private Page page(SearchQuery query, @Nullable After after, Access access, boolean counted) {
        Long total = counted ? total(query, access) : null;
        if (query.count() == 0) {
            return new Page(List.of(), List.of(), null, total);
        }
        int sortKeys = query.sort().size();
        List<Row> rows = database.list(
                "search.page",
                compiler.page(query, access.restriction(), after, query.count() + 1),
                row -> new Row(ResourceTable.version(row), sortValues(row, sortKeys)));
        boolean more = rows.size() > query.count();
        List<Row> page = more ? rows.subList(0, query.count()) : rows;
        Row last = more ? page.get(page.size() - 1) : null;
        List<ResourceVersion> matches = page.stream().map(Row::version).toList();
        After next = last == null ? null : new After(last.sort(), last.version().rid());
        return new Page(matches, included(query, matches, access), next, total);
    }

    private static List<@Nullable Object> sortValues(ResultSet row, int keys) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            values.add(row.getObject(8 + i));
        }
        return values;
    }

    /** The planner estimates from all rows, so its number would tell a restricted caller of those out of sight. */
    private long total(SearchQuery query, Access access) {
        Sql count = compiler.count(query, access.restriction());
        boolean estimated =
                query.total() == Total.ESTIMATE && access.restriction().unrestricted();
        return estimated ? database.estimate(count) : database.number("search.count", count);
    }

    private List<ResourceVersion> included(SearchQuery query, List<ResourceVersion> matches, Access access) {
        List<ResourceVersion> included = new ArrayList<>();
        if (matches.isEmpty()) {
            return included;
        }
        Set<Long> seen = new HashSet<>();
        matches.forEach(match -> seen.add(match.rid()));
        long[] rids = matches.stream().mapToLong(ResourceVersion::rid).toArray();
        for (Include include : query.includes()) {
            Sql sql = compiler.include(include, rids, access.restriction(), MAX_INCLUDED + 1);
            database.list("search.include", sql, ResourceTable::version).stream()
                    .filter(version -> seen.add(version.rid()))
                    .forEach(included::add);
        }
        if (included.size() > MAX_INCLUDED) {
            throw new InvalidSearch("The includes of one page may add at most " + MAX_INCLUDED
                    + " resources; ask for fewer entries with _count.");
        }
        return included;
    }

    /** The first {@code limit} resources that satisfy {@code condition}, newest first: two tell none, one and several. */
    List<ResourceVersion> matching(String type, List<SearchParser.Parameter> condition, int limit, Access access) {
        SearchQuery query = parser.parse(type, condition, false);
        if (query.criteria().isEmpty()
                || !query.includes().isEmpty()
                || !query.sort().isEmpty()) {
            throw new InvalidSearch("A condition needs at least one search parameter, and no sorting or includes.");
        }
        return database.list(
                "search.condition", compiler.page(query, access.restriction(), null, limit), ResourceTable::version);
    }

    /** The members of a patient's compartment after row {@code afterRid}, at most {@code limit}, with the patient. */
    public List<ResourceVersion> everything(
            ResourceKey patient, Everything wanted, long afterRid, int limit, Access access) {
        Sql sql = everything.page(keys.of(patient), wanted, access.restriction(), afterRid, limit);
        return database.list("search.everything", sql, ResourceTable::version);
    }
}
