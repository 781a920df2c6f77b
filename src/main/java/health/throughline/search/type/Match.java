package health.throughline.search.type;

import health.throughline.store.sql.Sql;
import java.util.List;

/**
 * What one parameter asks of its index table, on alias {@code x}.
 *
 * @param condition for looking a known resource up: holds if any row satisfies it
 * @param scans for finding resources: conditions whose union is the same, each a range of one index
 * @param ordered whether the only scan gives each resource once, in row number order
 * @param keys the keys it looks up, for estimating how many rows they have
 */
public record Match(String table, Sql condition, List<Sql> scans, boolean ordered, List<Long> keys) {

    static Match scan(String table, Sql condition, boolean ordered, List<Long> keys) {
        return new Match(table, condition, List.of(condition), ordered, keys);
    }

    /** As a lookup for the resource whose row number is {@code rid}; OFFSET 0 keeps it one, whatever the planner thinks. */
    public Sql seek(String rid) {
        return Sql.of("EXISTS (SELECT 1 FROM " + table + " x WHERE x.rid = " + rid + " AND ")
                .add(condition)
                .add(" OFFSET 0)");
    }
}
