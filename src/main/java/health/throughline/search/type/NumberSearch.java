package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.store.IndexRow;
import health.throughline.store.Sql;
import health.throughline.store.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Numbers, compared at the precision they are asked in.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#number">R4 search, number</a>
 */
public final class NumberSearch implements SearchType {

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        if (value.node().isNumber()) {
            double number = value.node().doubleValue();
            rows.accept(new IndexRow.Quantity(path.id(), number, number, Terms.NONE));
        } else if (value.node().isObject()) {
            QuantitySearch.range(value.node())
                    .ifPresent(range ->
                            rows.accept(new IndexRow.Quantity(path.id(), range.low(), range.high(), Terms.NONE)));
        }
    }

    @Override
    public Match match(Asked asked) {
        if (!asked.modifier().isEmpty() && !asked.modifier().equals("not")) {
            throw InvalidSearch.modifier(asked, "it takes :not and :missing");
        }
        List<Sql> conditions = new ArrayList<>();
        List<Sql> scans = new ArrayList<>();
        for (String value : asked.values()) {
            Prefix.Value parsed = Prefix.parse(Escapes.unescape(value));
            NumberRange number = NumberRange.parse(parsed.text())
                    .orElseThrow(() -> InvalidSearch.value(
                            asked.code(),
                            "a number such as 5, 5.40 or 5.4e-3, with or "
                                    + "without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap"));
            DateSearch.Comparison comparison = QuantityComparison.comparison(parsed.prefix(), number);
            for (SearchPath path : asked.paths()) {
                conditions.add(Sql.of("x.key = ? AND ", (long) path.id()).add(comparison.condition()));
                comparison
                        .scans()
                        .forEach(scan -> scans.add(
                                Sql.of("x.key = ? AND ", (long) path.id()).add(scan)));
            }
        }
        Sql any = conditions.size() == 1
                ? conditions.get(0)
                : Sql.of("(").add(Sql.join(" OR ", conditions)).add(")");
        return new Match(QuantityComparison.TABLE, any, scans, false, List.of());
    }
}
