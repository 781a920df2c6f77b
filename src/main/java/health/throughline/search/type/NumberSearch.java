package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import health.throughline.search.value.Prefix;
import health.throughline.search.value.QuantityRange;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Numbers, compared at the precision they are asked in.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#number">R4 search, number</a>
 */
public final class NumberSearch implements SearchType {

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        row(value, path.id()).ifPresent(rows);
    }

    static Optional<IndexRow> row(ElementValue value, long key) {
        return QuantityRange.of(value.node())
                .map(range -> new IndexRow.Quantity(key, range.low(), range.high(), Terms.NONE));
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        return Comparison.match(QuantityComparison.TABLE, asked, value -> comparison(asked.code(), value));
    }

    static Comparison comparison(String code, String value) {
        Prefix.Value parsed = Prefix.parse(Escapes.unescape(value));
        return QuantityComparison.comparison(parsed.prefix(), number(code, parsed));
    }

    /** A start in {@code x.lo} and an end in {@code x.hi}, each with a prefix of its own. */
    static Comparison interval(String code, String start, String end) {
        Prefix.Value first = Prefix.parse(Escapes.unescape(start));
        Prefix.Value last = Prefix.parse(Escapes.unescape(end));
        Sql condition = QuantityComparison.point("x.lo", first.prefix(), number(code, first))
                .add(" AND ")
                .add(QuantityComparison.point("x.hi", last.prefix(), number(code, last)));
        return Comparison.of(condition, Span.everything());
    }

    private static NumberRange number(String code, Prefix.Value parsed) {
        return NumberRange.parse(parsed.text())
                .orElseThrow(() -> InvalidSearch.value(
                        code,
                        "a number such as 5, 5.40 or 5.4e-3, with or "
                                + "without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap; "
                                + "up to 40 characters and exponents up to 300"));
    }
}
