package health.throughline.search.plan;

import health.throughline.fhir.path.JsonPath;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.type.NearSearch;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value one resource is sorted by: its least one upwards, its greatest one downwards, ranges by where they start. A
 * chained key takes that of all resources the chain leads to.
 */
final class SortValues {

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
        if (parameter.kind() == SearchKind.SPECIAL) {
            return NearSearch.distance(alias + ".rid", parameter.ask("", key.asked()));
        }
        Optional<Column> column = column(parameter);
        if (column.isPresent()) {
            return extreme(column.get(), parameter, key.descending(), alias);
        }
        return fromBody(key, parameter, alias);
    }

    private Sql chained(SortKey key, String alias, int step) {
        String target = "c" + step;
        String extreme = key.descending() ? "max(" : "min(";
        boolean last = step == key.chain().size() - 1;
        SortKey rest = key.arrived();
        return Sql.of("(SELECT " + extreme)
                .add(last ? of(rest, target) : chained(key, target, step + 1))
                .add(
                        ") FROM idx_reference x JOIN resource " + target + " ON " + target
                                + ".fkey = x.target WHERE x.rid = " + alias + ".rid AND x.path = ANY (?) AND ",
                        ReferenceSearch.ids(key.chain().get(step).paths()))
                .add(compiler.visible(target))
                .add(CriterionCompiler.target(target, key.chain().get(step)))
                .add(")");
    }

    private static Sql extreme(Column column, SearchParameter parameter, boolean greatest, String alias) {
        long[] paths = parameter.paths().stream().mapToLong(SearchPath::id).toArray();
        String select = "(SELECT " + (greatest ? "max" : "min") + "(x." + column.name() + ") FROM " + column.table()
                + " x WHERE x.rid = " + alias + ".rid AND x.key = ";
        return paths.length == 1 ? Sql.of(select + "?)", paths[0]) : Sql.of(select + "ANY (?))", paths);
    }

    /** Hashed values have no order, so these are read from the resource itself. */
    private static Sql fromBody(SortKey key, SearchParameter parameter, String alias) {
        List<String> values = new ArrayList<>();
        boolean all = parameter.kind() != SearchKind.COMPOSITE;
        for (SearchPath path : parameter.paths()) {
            List<JsonPath> found = path.path().jsonPaths();
            found.forEach(one -> text(one).ifPresent(values::add));
            all &= !found.isEmpty();
        }
        if (!all || values.isEmpty()) {
            throw new InvalidSearch("'_sort' cannot use '" + parameter.code() + "', whose values have no order; sort by"
                    + " a date, number, quantity, string, token, reference or uri.");
        }
        return Sql.of(
                "(SELECT " + (key.descending() ? "max" : "min")
                        + "((v #>> '{}') COLLATE \"C\") FROM unnest(?::text[]) p," + " jsonb_path_query(convert_from("
                        + alias + ".body, 'UTF8')::jsonb, p::jsonpath) v)",
                (Object) values.toArray(String[]::new));
    }

    /** What a value of this datatype is ordered by. */
    private static Optional<String> text(JsonPath path) {
        return switch (path.datatype()) {
            case "CodeableConcept" -> Optional.of(path.text() + ".coding.code");
            case "Coding" -> Optional.of(path.text() + ".code");
            case "Identifier", "ContactPoint" -> Optional.of(path.text() + ".value");
            case "Reference" -> Optional.of(path.text() + ".reference");
            default -> Character.isLowerCase(path.datatype().charAt(0)) ? Optional.of(path.text()) : Optional.empty();
        };
    }
}
