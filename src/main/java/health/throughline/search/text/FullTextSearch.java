package health.throughline.search.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.type.Asked;
import health.throughline.search.type.Match;
import health.throughline.search.type.SearchPath;
import health.throughline.search.type.SearchType;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The words of a narrative, or of a whole resource. No stemming and no stop words, which differ by language: the start of
 * a word finds its forms.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#content">R4 search, text search parameters</a>
 */
public final class FullTextSearch implements SearchType {

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        if (value.node() instanceof ObjectNode node) {
            boolean whole = path.expression().equals(path.type());
            Words words = whole ? HumanText.of(node) : HumanText.narrative(value.text("div"));
            if (!words.isEmpty()) {
                rows.accept(new IndexRow.Words(path.id(), words.vector(mark(path))));
            }
        }
    }

    /** No word of a text holds such a sign. */
    private static String mark(SearchPath path) {
        return "#" + path.id();
    }

    @Override
    public Match match(Asked asked) {
        String paths =
                asked.paths().stream().map(path -> "'" + mark(path) + "'").collect(Collectors.joining(" | ", "(", ")"));
        String query = query(asked.code(), asked.values()).tsquery();
        Sql condition = Sql.of("x.words @@ ?::tsquery", paths + " & " + query);
        return new Match("idx_text", condition, List.of(condition), Match.Yield.ONCE, List.of());
    }

    /** @throws InvalidSearch when one of {@code values}, still escaped, is no query */
    static TextQuery query(String code, List<String> values) {
        return new TextQuery.Any(values.stream()
                .map(value -> TextQueryParser.parse(code, Escapes.unescape(value)))
                .toList());
    }
}
