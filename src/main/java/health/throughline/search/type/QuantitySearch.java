package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import health.throughline.search.value.Prefix;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Quantities: a number, alone or with its unit as {@code number|system|code} or {@code number||code}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">R4 search, quantity</a>
 */
public final class QuantitySearch implements SearchType {

    private final Vocabulary vocabulary;

    public QuantitySearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Lowest and highest number a value stands for. */
    record Span(double low, double high) {}

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        row(value, path.id()).ifPresent(rows);
    }

    Optional<IndexRow> row(ElementValue value, long key) {
        JsonNode node = value.node();
        if (node.isNumber()) {
            return Optional.of(new IndexRow.Quantity(key, node.doubleValue(), node.doubleValue(), Terms.NONE));
        }
        JsonNode unit =
                node.has("low") || node.has("high") ? (node.has("low") ? node.path("low") : node.path("high")) : node;
        return range(node).map(span -> new IndexRow.Quantity(key, span.low(), span.high(), unit(unit)));
    }

    static Optional<Span> range(JsonNode node) {
        if (node.path("value").isNumber()) {
            double value = node.path("value").doubleValue();
            return Optional.of(
                    switch (node.path("comparator").asText("")) {
                        case "<", "<=" -> new Span(-Double.MAX_VALUE, value);
                        case ">", ">=" -> new Span(value, Double.MAX_VALUE);
                        default -> new Span(value, value);
                    });
        }
        if (node.has("low") || node.has("high")) {
            return Optional.of(new Span(
                    node.path("low").path("value").asDouble(-Double.MAX_VALUE),
                    node.path("high").path("value").asDouble(Double.MAX_VALUE)));
        }
        return Optional.empty();
    }

    private int unit(JsonNode node) {
        if (node.has("currency")) {
            return vocabulary
                    .terms()
                    .intern("urn:iso:std:iso:4217|" + node.path("currency").asText());
        }
        String code = node.path("code").asText(node.path("unit").asText(""));
        return code.isEmpty()
                ? Terms.NONE
                : vocabulary.terms().intern(node.path("system").asText("") + "|" + code);
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
        if (number.isEmpty() || parts.size() > 3 || parts.size() == 2) {
            throw InvalidSearch.value(
                    code,
                    "number, number|system|code or number||code, with or without one of the "
                            + "prefixes eq, ne, gt, lt, ge, le, sa, eb, ap");
        }
        Comparison comparison = QuantityComparison.comparison(parsed.prefix(), number.get());
        if (parts.size() == 1) {
            return comparison;
        }
        return comparison.and(unit(Escapes.unescape(parts.get(1)), Escapes.unescape(parts.get(2))));
    }

    private Sql unit(String system, String code) {
        if (system.isEmpty()) {
            int[] units = vocabulary.terms().endingWith("|" + code).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            return Sql.of("x.unit = ANY (?)", units);
        }
        return Sql.of("x.unit = ?", vocabulary.terms().find(system + "|" + code).orElse(-1));
    }
}
