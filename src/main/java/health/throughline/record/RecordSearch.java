package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Everything;
import health.throughline.search.plan.EverythingQuery;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.plan.SearchCompiler.After;
import health.throughline.search.query.SearchParser;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Include;
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

    private record Row(ResourceVersion version, List<@Nullable Object> sort, long total) {}

    private final SearchParser parser;
    private final SearchCompiler compiler;
    private final Database database;
    private final Keys keys;
    private final EverythingQuery everything;

    public RecordSearch(
            SearchParser parser, SearchCompiler compiler, EverythingQuery everything, Database database, Keys keys) {
        this.everything = everything;
        this.parser = parser;
        this.compiler = compiler;
        this.database = database;
        this.keys = keys;
    }

    /** @throws InvalidSearch when the parameters cannot be understood */
    public SearchQuery parse(List<String> types, List<SearchParser.Parameter> parameters, boolean lenient) {
        return parser.parse(types, parameters, lenient);
    }

    /** The page after {@code after}; an accurate total is of the same snapshot as the page. */
    public Page search(SearchQuery query, @Nullable After after, Access access) {
        if (query.count() == 0) {
            return new Page(List.of(), List.of(), null, total(query, access));
        }
        boolean counted = query.total() == Total.ACCURATE;
        int sortKeys = query.sort().size();
        Sql sql = compiler.page(query, access.restriction(), after, query.count() + 1, counted);
        List<Row> rows = database.list(
                "search.page",
                sql,
                row -> new Row(
                        ResourceTable.version(row),
                        sortValues(row, sortKeys),
                        counted ? row.getLong(8 + sortKeys) : 0));
        boolean more = rows.size() > query.count();
        List<Row> page = more ? rows.subList(0, query.count()) : rows;
        Row last = more ? page.get(page.size() - 1) : null;
        List<ResourceVersion> matches = page.stream().map(Row::version).toList();
        After next = last == null ? null : new After(last.sort(), last.version().rid());
        return new Page(matches, included(query, matches, access), next, total(query, rows, access));
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
        SearchQuery query = parser.parse(List.of(type), condition, false);
        if (query.criteria().isEmpty()
                || !query.includes().isEmpty()
                || !query.sort().isEmpty()) {
            throw new InvalidSearch("A condition needs at least one search parameter, and no sorting or includes.");
        }
        return database.list(
                "search.condition",
                compiler.page(query, access.restriction(), null, limit, false),
                ResourceTable::version);
    }

    /** The members of a patient's compartment after row {@code afterRid}, at most {@code limit}, with the patient. */
    public List<ResourceVersion> everything(
            ResourceKey patient, Everything wanted, long afterRid, int limit, Access access) {
        Sql sql = everything.page(keys.of(patient), wanted, access.restriction(), afterRid, limit);
        return database.list("search.everything", sql, ResourceTable::version);
    }

    /** What {@code members} of a compartment refer to outside of it. */
    public List<ResourceVersion> referred(List<ResourceVersion> members, Everything wanted, Access access) {
        if (members.isEmpty()) {
            return List.of();
        }
        long[] rids = members.stream().mapToLong(ResourceVersion::rid).toArray();
        Sql sql = everything.referred(rids, wanted.types(), access.restriction(), MAX_INCLUDED);
        return database.list("search.everything.referred", sql, ResourceTable::version);
    }
}
