package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.Folding;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.function.Consumer;

/**
 * Strings, names and addresses: the start of any part, without case and accents.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#string">R4 search, string</a>
 */
public final class StringSearch implements SearchType {

    static final String TABLE = "idx_string";
    private static final String FIRST = "\1";
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);
    private static final List<String> PARTS = List.of(
            "text",
            "family",
            "given",
            "prefix",
            "suffix",
            "line",
            "city",
            "district",
            "state",
            "postalCode",
            "country");

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        if (value.node().isObject()) {
            PARTS.forEach(part -> each(value.node().path(part), path, rows));
        } else {
            each(value.node(), path, rows);
        }
    }

    private static void each(JsonNode node, SearchPath path, Consumer<IndexRow> rows) {
        if (node.isArray()) {
            node.forEach(one -> each(one, path, rows));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            rows.accept(row(path.id(), node.asText()));
        }
    }

    static IndexRow row(long key, String text) {
        String norm = Folding.cut(Folding.fold(text));
        return new IndexRow.Text(key, norm, norm.equals(text) ? null : text);
    }

    @Override
    public Match match(Asked asked) {
        return Comparison.match(TABLE, asked, value -> comparison(asked, Escapes.unescape(value)));
    }

    static Comparison comparison(Asked asked, String value) {
        if (value.isBlank()) {
            throw InvalidSearch.value(asked.code(), "text");
        }
        String norm = Folding.fold(value);
        return switch (asked.modifier()) {
            case "", "not" -> prefix(norm);
            case "exact" -> {
                String cut = Folding.cut(norm);
                yield Comparison.of(
                        Sql.of("x.norm = ? AND coalesce(x.full_text, x.norm) = ?", cut, value),
                        new Span.Texts(0, cut, cut + FIRST));
            }
            case "contains" ->
                Comparison.of(
                        Sql.of(
                                "position(? IN coalesce(lower(x.full_text), x.norm)) + position(? IN x.norm) > 0",
                                norm,
                                norm),
                        new Span.Texts(0, "", LAST));
            default ->
                throw InvalidSearch.modifier(
                        asked.code(), asked.modifier(), "it takes :exact, :contains, :not and :missing");
        };
    }

    /** As a range, because a LIKE pattern in a prepared statement cannot use the index. */
    private static Comparison prefix(String norm) {
        String cut = Folding.cut(norm);
        Sql range = Sql.of("x.norm >= ? AND x.norm < ?", cut, cut + LAST);
        return Comparison.of(
                cut.equals(norm) ? range : range.add(" AND starts_with(lower(x.full_text), ?)", norm),
                new Span.Texts(0, cut, cut + LAST));
    }
}
