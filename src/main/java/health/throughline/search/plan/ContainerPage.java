package health.throughline.search.plan;

import health.throughline.search.plan.SearchCompiler.After;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A page on which the containers stand for the contained resources that match, each once, at the place of the match that
 * comes first. Every match has to be seen for that; contained resources are few.
 */
final class ContainerPage {

    private final QueryPlan plan;
    private final SortKeys sort;

    ContainerPage(QueryPlan plan, SortKeys sort) {
        this.plan = plan;
        this.sort = sort;
    }

    /** {@link ResourceTable#COLUMNS}, then one column per sort key. */
    Sql page(@Nullable After after, int limit) {
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS + sort.names("p")
                        + " FROM (SELECT * FROM (SELECT DISTINCT ON (m.rid) * FROM (SELECT " + container() + " AS rid")
                .add(sort.columns())
                .add(" FROM ")
                .add(plan.from(null))
                .add(" OFFSET 0) m ORDER BY m.rid, " + sort.orderBy("m") + ") q");
        if (after != null) {
            sql.add(" WHERE ").add(sort.after("q", after.values(), after.rid()));
        }
        return sql.add(" ORDER BY " + sort.orderBy("q") + " LIMIT " + limit
                + ") p JOIN resource r ON r.rid = p.rid ORDER BY " + sort.orderBy("p"));
    }

    private static String container() {
        return "coalesce(r.container, r.rid)";
    }

    static Sql counted(QueryPlan plan, Sql page) {
        return Sql.of("SELECT page.*, (")
                .add(count(plan))
                .add(") FROM (")
                .add(page)
                .add(") page");
    }

    static Sql count(QueryPlan plan) {
        return Sql.of("SELECT count(*) FROM (SELECT DISTINCT " + container() + " FROM ")
                .add(plan.from(null))
                .add(") d");
    }
}
