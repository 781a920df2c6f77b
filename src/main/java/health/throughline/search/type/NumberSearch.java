package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import health.throughline.search.value.Prefix;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
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
        asked.requirePlain();
        return Comparison.match(QuantityComparison.TABLE, asked, value -> comparison(asked.code(), value));
    }

    private static Comparison comparison(String code, String value) {
        Prefix.Value parsed = Prefix.parse(Escapes.unescape(value));
        NumberRange number = NumberRange.parse(parsed.text())
                .orElseThrow(() -> InvalidSearch.value(
                        code,
                        "a number such as 5, 5.40 or 5.4e-3, with or "
                                + "without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap"));
        return QuantityComparison.comparison(parsed.prefix(), number);
    }
}
