package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchPath;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import java.util.List;

/**
 * The newest Observations of each code, in one statement. Codes that are written alike are one group here; whoever knows
 * more about codes can join groups afterwards, because the newest of several groups are among the newest of each.
 */
final class LatestQuery {

    private LatestQuery() {}

    /**
     * {@link ResourceTable#COLUMNS}, then when it took effect (null when it does not say) and its code as JSON, newest
     * first.
     *
     * @param matches FROM and WHERE, the resource row being r
     * @param most of each group; those of the same time as the last one come, too
     */
    static Sql of(Sql matches, SearchParameters parameters, int most, int limit) {
        long[] dates = parameters.find("Observation", "date").map(SearchParameter::paths).stream()
                .flatMap(List::stream)
                .mapToLong(SearchPath::id)
                .toArray();
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS
                + ", p.effective, p.code FROM (SELECT q.rid, q.effective, q.undated, q.code, "
                + "rank() OVER (PARTITION BY q.code ORDER BY q.effective DESC NULLS LAST, q.undated DESC) AS place "
                + "FROM (SELECT d.rid, d.effective, d.code, CASE WHEN d.effective IS NULL THEN d.ts END AS undated "
                + "FROM (SELECT r.rid, r.ts, convert_from(r.body, 'UTF8')::json ->> 'code' AS code, "
                + "(SELECT max(x.hi) FROM idx_date x WHERE x.rid = r.rid AND x.key = ANY (?)) AS effective FROM ");
        sql.add("", dates).add(matches);
        return sql.add(
                " OFFSET 0) d) q) p JOIN resource r ON r.rid = p.rid WHERE p.place <= ? "
                        + "ORDER BY p.effective DESC NULLS LAST, p.undated DESC, p.rid DESC LIMIT " + limit,
                most);
    }
}
