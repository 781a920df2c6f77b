package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.type.SearchPath;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a search sorts by, as SQL. Missing values come last in both directions; equal ones follow in row order, newest
 * first, so that every resource has one place.
 */
final class SortKeys {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]+(\\.[a-zA-Z]+)+");

    private final List<SortKey> keys;

    SortKeys(List<SortKey> keys) {
        this.keys = keys;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    int size() {
        return keys.size();
    }

    /** The select list {@code , … AS s0, … AS s1}. */
    Sql columns() {
        Sql sql = new Sql();
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", ").add(expression(keys.get(i))).add(" AS s" + i);
        }
        return sql;
    }

    String orderBy(String alias) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            order.append(alias).append(".s").append(i).append(keys.get(i).descending() ? " DESC" : " ASC");
            order.append(" NULLS LAST, ");
        }
        return order + alias + ".rid DESC";
    }

    /** Holds for rows after the one that had {@code values} and row number {@code rid}. */
    Sql after(String alias, List<@Nullable Object> values, long rid) {
        List<Sql> ways = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                String column = alias + ".s" + i;
                String beyond = keys.get(i).descending() ? " < ?" : " > ?";
                ways.add(equal(alias, values, i).add("(" + column + beyond + " OR " + column + " IS NULL)", value));
            }
        }
        ways.add(equal(alias, values, keys.size()).add(alias + ".rid < ?", rid));
        return Sql.of("(").add(Sql.join(" OR ", ways)).add(")");
    }

    private static Sql equal(String alias, List<@Nullable Object> values, int until) {
        Sql sql = new Sql();
        for (int i = 0; i < until; i++) {
            Object value = values.get(i);
            String column = alias + ".s" + i;
            if (value == null) {
                sql.add(column + " IS NULL AND ");
            } else {
                sql.add(column + " = ? AND ", value);
            }
        }
        return sql;
    }

    private static Sql expression(SortKey key) {
        SearchParameter parameter = key.parameter();
        if (parameter == null) {
            return Sql.of(key.code().equals("_id") ? "r.fid" : "r.ts");
        }
        boolean last = key.descending();
        return switch (parameter.kind()) {
            case DATE -> extreme("idx_date", last ? "max(x.hi)" : "min(x.lo)", parameter);
            case STRING -> extreme("idx_string", last ? "max(x.norm)" : "min(x.norm)", parameter);
            case NUMBER, QUANTITY -> extreme("idx_quantity", last ? "max(x.hi)" : "min(x.lo)", parameter);
            case TOKEN, REFERENCE, URI -> fromBody(parameter);
            default -> throw new InvalidSearch("'_sort' cannot use '" + key.code() + "'; sort by a simple parameter.");
        };
    }

    private static Sql extreme(String table, String column, SearchParameter parameter) {
        long[] paths = parameter.paths().stream().mapToLong(SearchPath::id).toArray();
        return paths.length == 1
                ? Sql.of("(SELECT " + column + " FROM " + table + " x WHERE x.rid = r.rid AND x.key = ?)", paths[0])
                : Sql.of("(SELECT " + column + " FROM " + table + " x WHERE x.rid = r.rid AND x.key = ANY (?))", paths);
    }

    /** Hashed values have no order, so these are read from the resource itself. */
    private static Sql fromBody(SearchParameter parameter) {
        SearchPath path = parameter.paths().get(0);
        if (!PLAIN.matcher(path.expression()).matches()) {
            throw new InvalidSearch("'_sort' cannot use '" + parameter.code() + "'; sort by a simple parameter.");
        }
        String steps = path.expression().substring(path.expression().indexOf('.'));
        String type = path.path().datatypes().iterator().next();
        String leaf = switch (type) {
            case "CodeableConcept" -> ".coding.code";
            case "Coding" -> ".code";
            case "Identifier", "ContactPoint" -> ".value";
            case "Reference" -> ".reference";
            default -> "";
        };
        return Sql.of(
                "(jsonb_path_query_first(convert_from(r.body, 'UTF8')::jsonb, '$" + steps + leaf + "') #>> '{}')");
    }
}
