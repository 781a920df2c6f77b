package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchPath;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value one resource is sorted by: its least one upwards, its greatest one downwards, ranges by where they start. A
 * chained key takes that of all resources the chain leads to.
 */
final class SortValues {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]+(\\.[a-zA-Z]+)+");

    private final CriterionCompiler compiler;

    SortValues(CriterionCompiler compiler) {
        this.compiler = compiler;
    }

    /** The index column that holds the values of a parameter in their order; empty when no index does. */
    static Optional<Column> column(SearchParameter parameter) {
        return switch (parameter.kind()) {
            case DATE -> Optional.of(new Column("idx_date", "lo", "x.lo, x.hi"));
            case STRING -> Optional.of(new Column("idx_string", "norm", "x.norm, coalesce(x.full_text, '')"));
            case NUMBER, QUANTITY -> Optional.of(new Column("idx_quantity", "lo", "x.lo, x.hi, x.unit"));
            default -> Optional.empty();
        };
    }

    /**
     * Where an index keeps a parameter's values.
     *
     * @param whole what tells two rows of one resource apart, on alias x, the column first
     */
    record Column(String table, String name, String whole) {}

    /** As a scalar subquery on the row {@code alias}. */
    Sql of(SortKey key, String alias) {
        if (!key.chain().isEmpty()) {
            return chained(key, alias, 0);
        }
        SearchParameter parameter = key.parameter();
        if (parameter == null) {
            return Sql.of(alias + (key.code().equals("_id") ? ".fid" : ".ts"));
        }
        Optional<Column> column = column(parameter);
        if (column.isPresent()) {
            return extreme(column.get(), parameter, key.descending(), alias);
        }
        return fromBody(parameter, alias);
    }

    private Sql chained(SortKey key, String alias, int step) {
        String target = "c" + step;
        String extreme = key.descending() ? "max(" : "min(";
        boolean last = step == key.chain().size() - 1;
        SortKey rest = new SortKey(key.code(), List.of(), key.parameter(), key.descending());
        return Sql.of("(SELECT " + extreme)
                .add(last ? of(rest, target) : chained(key, target, step + 1))
                .add(
                        ") FROM idx_reference x JOIN resource " + target + " ON " + target
                                + ".fkey = x.target WHERE x.rid = " + alias + ".rid AND x.path = ANY (?) AND ",
                        ReferenceSearch.ids(key.chain().get(step).paths()))
                .add(compiler.visible(target))
                .add(")");
    }

    private static Sql extreme(Column column, SearchParameter parameter, boolean greatest, String alias) {
        long[] paths = parameter.paths().stream().mapToLong(SearchPath::id).toArray();
        String select = "(SELECT " + (greatest ? "max" : "min") + "(x." + column.name() + ") FROM " + column.table()
                + " x WHERE x.rid = " + alias + ".rid AND x.key = ";
        return paths.length == 1 ? Sql.of(select + "?)", paths[0]) : Sql.of(select + "ANY (?))", paths);
    }

    /** Hashed values have no order, so these are read from the resource itself. */
    private static Sql fromBody(SearchParameter parameter, String alias) {
        Sql all = Sql.of("coalesce(");
        for (int i = 0; i < parameter.paths().size(); i++) {
            all.add(i == 0 ? "" : ", ")
                    .add(fromBody(parameter, parameter.paths().get(i), alias));
        }
        return all.add(")");
    }

    private static Sql fromBody(SearchParameter parameter, SearchPath path, String alias) {
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
        return Sql.of("(jsonb_path_query_first(convert_from(" + alias + ".body, 'UTF8')::jsonb, '$" + steps + leaf
                + "') #>> '{}')");
    }
}
