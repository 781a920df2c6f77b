package health.throughline.search.plan;

import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A page on which the containers stand for the contained resources that match, each once, at the place of the match that
 * comes first. Every match has to be seen for that; contained resources are few.
 */
final class ContainerPage {

    private static final String CONTAINER = "coalesce(r.container, r.rid)";

    private final QueryPlan plan;
    private final SortKeys sort;

    ContainerPage(QueryPlan plan) {
        this.plan = plan;
        this.sort = plan.sort();
    }

    /** {@link ResourceTable#COLUMNS}, then one column per sort key. */
    Sql page(@Nullable Cursor cursor, int limit) {
        Sql rows = Sql.of("SELECT DISTINCT ON (m.rid) * FROM (SELECT " + CONTAINER + " AS rid")
                .add(plan.sortColumns())
                .add(" FROM ")
                .add(plan.matches())
                .add(" OFFSET 0) m ORDER BY m.rid, " + sort.orderBy("m", false));
        return sort.resources(rows, cursor, limit);
    }

    Sql counted(@Nullable Cursor cursor, int limit) {
        return Sql.of("SELECT page.*, (")
                .add(count())
                .add(") FROM (")
                .add(page(cursor, limit))
                .add(") page");
    }

    Sql count() {
        return Sql.of("SELECT count(*) FROM (SELECT DISTINCT " + CONTAINER + " FROM ")
                .add(plan.matches())
                .add(") d");
    }
}
