package health.throughline.record;

import health.throughline.record.access.Access;
import health.throughline.search.plan.IncludeQuery;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What comes along with the matches of a page: each resource once, however many ways lead to it. */
final class Included {

    /** Most resources that includes add to a page. */
    static final int MOST = 1000;

    private final IncludeQuery query;
    private final Database database;
    private final Access access;
    private final Set<Long> seen = new HashSet<>();
    private final List<ResourceVersion> all = new ArrayList<>();

    Included(IncludeQuery query, Database database, Access access) {
        this.query = query;
        this.database = database;
        this.access = access;
    }

    /**
     * All that {@code search} includes with {@code matches}: from the matches once, and by {@code :iterate} also from what
     * that brought, until nothing new comes.
     */
    List<ResourceVersion> with(SearchQuery search, List<ResourceVersion> matches) {
        matches.forEach(match -> seen.add(match.rid()));
        List<Include> iterated =
                search.includes().stream().filter(Include::iterate).toList();
        List<ResourceVersion> fresh = follow(search.includes(), matches);
        while (!fresh.isEmpty() && !iterated.isEmpty()) {
            fresh = follow(iterated, fresh);
        }
        return all;
    }

    private List<ResourceVersion> follow(List<Include> includes, List<ResourceVersion> from) {
        List<ResourceVersion> fresh = new ArrayList<>();
        for (Include include : includes) {
            long[] rids = starts(include, from);
            if (rids.length > 0) {
                database
                        .list(
                                "search.include",
                                query.of(include, rids, access.restriction(), MOST + 1),
                                ResourceTable::version)
                        .stream()
                        .filter(version -> seen.add(version.rid()))
                        .forEach(fresh::add);
            }
        }
        access.log().gave(fresh);
        all.addAll(fresh);
        if (all.size() > MOST) {
            throw new InvalidSearch("The includes of one page may add at most " + MOST
                    + " resources; ask for fewer entries with _count, or name the parameters to include.");
        }
        return fresh;
    }

    /** Only resources of the type at which an include starts have anything to follow. */
    private static long[] starts(Include include, List<ResourceVersion> from) {
        String type = include.reverse() ? include.target() : include.source();
        return from.stream()
                .filter(version -> type.isEmpty()
                        || version.contained()
                        || version.key().type().equals(type))
                .mapToLong(ResourceVersion::rid)
                .toArray();
    }
}
