package health.throughline.record;

import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.list.ListSpecial;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Amount;
import health.throughline.search.query.SearchQuery.Contained;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.sql.Database;
import java.util.List;

/** Refuses searches of Lists that are not there: their members would look like none at all. */
final class NamedLists {

    private final SearchCompiler compiler;
    private final Database database;

    NamedLists(SearchCompiler compiler, Database database) {
        this.compiler = compiler;
        this.database = database;
    }

    void require(SearchQuery query, Access access) {
        List<String> ids = ListSpecial.lists(query.criteria());
        if (ids.isEmpty()) {
            return;
        }
        SearchQuery lists = new SearchQuery(
                List.of("List"),
                List.of(new Criterion.Ids(List.of("List"), ids)),
                List.of(),
                List.of(),
                new Amount(0, Total.ACCURATE, 0),
                Contained.NONE,
                List.of());
        long there = database.number("search.lists", compiler.count(lists, access.restriction(Action.SEARCH)));
        if (there < ids.size()) {
            throw new InvalidSearch("Search parameter '_list' names a List that does not exist or is out of your sight;"
                    + " GET List tells which there are.");
        }
    }
}
