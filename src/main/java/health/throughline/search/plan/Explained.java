package health.throughline.search.plan;

import health.throughline.store.sql.Sql;
import java.util.List;

/**
 * How a search is answered.
 *
 * @param statement what the database is asked
 * @param ways the ways there were to answer it, the chosen one first
 */
public record Explained(Sql statement, List<Way> ways) {

    /**
     * One way to answer a search.
     *
     * @param start the criterion or index it starts from
     * @param rows rows it is expected to look at there
     * @param cost in index lookups
     * @param statement what the database would be asked
     */
    public record Way(String start, double rows, double cost, Sql statement) {}
}
