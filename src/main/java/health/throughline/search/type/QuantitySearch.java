package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import health.throughline.search.value.Prefix;
import health.throughline.search.value.QuantityRange;
import health.throughline.store.IndexRow;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Quantities: a number, alone or with its unit as {@code number|system|code} or {@code number||code}. With a UCUM unit,
 * the range asked for is converted to every unit of the same dimension that stored quantities are in.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">R4 search, quantity</a>
 */
public final class QuantitySearch implements SearchType {

    private static final String TAKES =
            "number, number|system|code, number||code or number|system|, with or without one "
                    + "of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap; of numbers, up to 40 characters and exponents up to 300";

    private final Units units;

    public QuantitySearch(Vocabulary vocabulary) {
        this.units = new Units(vocabulary.terms());
    }

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        row(value, path.id()).ifPresent(rows);
    }

    Optional<IndexRow> row(ElementValue value, long key) {
        JsonNode node = value.node();
        return QuantityRange.of(node)
                .map(range -> new IndexRow.Quantity(key, range.low(), range.high(), units.of(measured(node))));
    }

    /** The quantity that tells the unit. */
    private static JsonNode measured(JsonNode node) {
        for (String part : List.of("low", "high", "origin")) {
            if (node.has(part)) {
                return node.path(part);
            }
        }
        return node;
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        return Comparison.match(QuantityComparison.TABLE, asked, value -> comparison(asked.code(), value));
    }

    /** Number and unit of one alternative. */
    Comparison comparison(String code, String value) {
        List<String> parts = Escapes.split(value, '|');
        Prefix.Value parsed = Prefix.parse(Escapes.unescape(parts.get(0)));
        Optional<NumberRange> number = NumberRange.parse(parsed.text());
        boolean complete = parts.size() == 1 || parts.size() == 3 && (parts.get(1) + parts.get(2)).length() > 0;
        if (number.isEmpty() || !complete) {
            throw InvalidSearch.value(code, TAKES);
        }
        return parts.size() == 1
                ? QuantityComparison.comparison(parsed.prefix(), number.get())
                : inUnit(parsed.prefix(), number.get(), Escapes.unescape(parts.get(1)), Escapes.unescape(parts.get(2)));
    }

    private Comparison inUnit(Prefix prefix, NumberRange asked, String system, String code) {
        List<Units.Alike> wanted = system.isEmpty()
                ? List.of(units.named(code))
                : code.isEmpty() ? List.of(units.anyOf(system)) : units.convertible(system, code);
        return Comparison.anyOf(wanted.stream()
                .map(alike -> in(alike, QuantityComparison.comparison(prefix, alike.converted(asked))))
                .toList());
    }

    private static Comparison in(Units.Alike alike, Comparison comparison) {
        return alike.ids().length == 0
                ? Comparison.NOTHING
                : alike.ids().length == 1
                        ? comparison.and(Sql.of("x.unit = ?", alike.ids()[0]))
                        : comparison.and(Sql.of("x.unit = ANY (?)", alike.ids()));
    }
}
