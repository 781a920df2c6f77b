package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.Folding;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Strings, names and addresses: the start of any part, without case, accents and punctuation. Of a family name of several
 * words, the later ones have rows of their own under the negative key, which only the plain search reads.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#string">R4 search, string</a>
 */
public final class StringSearch implements SearchType {

    static final String TABLE = "idx_string";
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);
    private static final int GRAM = 3;
    private static final int FAMILY_WORDS = 5;

    /** Stands between a long text as written and the same folded; no FHIR string can hold it. */
    private static final char FOLDED = '\u001f';

    /** A text that was cut; the others are in {@code norm} as a whole. */
    private static final String CUT = "strpos(x.full_text, E'\\x1f') > 0";

    /** The whole of a text that was cut, folded; empty or null of others. */
    static final String REST = "split_part(x.full_text, E'\\x1f', 2)";

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
        boolean family = path.expression().endsWith(".family");
        if (value.node().isObject()) {
            PARTS.forEach(part -> each(value.node().path(part), path, part.equals("family"), rows));
        } else {
            each(value.node(), path, family, rows);
        }
    }

    private static void each(JsonNode node, SearchPath path, boolean family, Consumer<IndexRow> rows) {
        if (node.isArray()) {
            node.forEach(one -> each(one, path, family, rows));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            IndexRow.Text row = row(path.id(), node.asText());
            rows.accept(row);
            if (family) {
                laterWords(path, row.norm(), rows);
            }
        }
    }

    private static void laterWords(SearchPath path, String norm, Consumer<IndexRow> rows) {
        int words = 1;
        for (int space = norm.indexOf(' '); space > 0 && words < FAMILY_WORDS; space = norm.indexOf(' ', space + 1)) {
            rows.accept(new IndexRow.Text(-path.id(), norm.substring(space + 1), null));
            words++;
        }
    }

    static IndexRow.Text row(long key, String text) {
        String folded = Folding.fold(text);
        String norm = Folding.cut(folded);
        return new IndexRow.Text(key, norm, full(text, folded, norm));
    }

    private static @Nullable String full(String text, String folded, String norm) {
        if (folded.length() > norm.length()) {
            return text + FOLDED + folded;
        }
        return norm.equals(text) ? null : text;
    }

    @Override
    public Match match(Asked asked) {
        List<Comparison> each = new ArrayList<>();
        for (String value : asked.values()) {
            String text = Escapes.unescape(value);
            asked.paths().forEach(path -> add(asked, text, path, each));
        }
        Comparison any = Comparison.anyOf(each);
        return any.scans().size() == 1
                ? any.on(TABLE, asked)
                : new Match(TABLE, any.condition(), any.scans(), Match.Yield.REPEATED, List.of(), any.spans());
    }

    private static void add(Asked asked, String text, SearchPath path, List<Comparison> each) {
        if (asked.modifier().equals("contains")) {
            each.add(containing(path.id(), folded(asked, text)));
            return;
        }
        Comparison comparison = comparison(asked, text);
        each.add(comparison.under(path.id()));
        if (!asked.modifier().equals("exact") && hasFamilies(path)) {
            each.add(comparison.under(-path.id()));
        }
    }

    private static boolean hasFamilies(SearchPath path) {
        return path.expression().endsWith(".family") || path.path().datatypes().contains("HumanName");
    }

    /** What holds of a row whatever its key. */
    static Comparison comparison(Asked asked, String value) {
        String folded = folded(asked, value);
        return switch (asked.modifier()) {
            case "", "not" -> prefix(folded);
            case "exact" -> exactly(row(0, value));
            default ->
                throw InvalidSearch.modifier(
                        asked.code(),
                        asked.modifier(),
                        asked.modifier().equals("text")
                                ? "R4 leaves the rules of :text on strings open; use :contains, or _text and _content for "
                                        + "the words of a whole resource"
                                : "it takes :exact, :contains, :not and :missing");
        };
    }

    private static String folded(Asked asked, String value) {
        String folded = Folding.fold(value);
        if (folded.isEmpty()) {
            throw InvalidSearch.value(asked.code(), "text");
        }
        return folded;
    }

    private static Comparison exactly(IndexRow.Text row) {
        String full = row.full();
        return Comparison.of(
                full == null
                        ? Sql.of("x.norm = ? AND x.full_text IS NULL", row.norm())
                        : Sql.of("x.norm = ? AND x.full_text = ?", row.norm(), full),
                new Span.Texts(0, row.norm(), row.norm() + "\1"));
    }

    /** As a range, because a LIKE pattern in a prepared statement cannot use the index. */
    private static Comparison prefix(String folded) {
        String cut = Folding.cut(folded);
        Sql range = Sql.of("x.norm >= ? AND x.norm < ?", cut, cut + LAST);
        return Comparison.of(
                cut.equals(folded) ? range : range.add(" AND starts_with(" + REST + ", ?)", folded), span(folded));
    }

    /** Texts that start so; about as rare as those that contain it. */
    private static Span span(String folded) {
        return new Span.Texts(0, Folding.cut(folded), Folding.cut(folded) + LAST);
    }

    /**
     * Anywhere in the text: by the index of three-letter sequences, which knows no keys, or for one or two letters by all
     * rows of the key. Adding nothing to the key keeps its own index out.
     */
    private static Comparison containing(long key, String folded) {
        Sql within = Sql.of("position(? IN x.norm) > 0", folded);
        Sql beyond = Sql.of(CUT + " AND position(? IN " + REST + ") > 0", folded);
        Sql condition = Sql.of("x.key = ? AND (", key)
                .add(within)
                .add(" OR ")
                .add(beyond)
                .add(")");
        Sql whole = folded.codePointCount(0, folded.length()) < GRAM
                ? Sql.of("x.key = ? AND ", key).add(within)
                : Sql.of(
                                "x.key + 0 = ? AND x.key BETWEEN 0 AND 2147483647 AND grams(x.norm) @> ?::text[] AND ",
                                key,
                                grams(folded))
                        .add(within);
        Sql cut = Sql.of("x.key = ? AND ", key).add(beyond);
        return new Comparison(
                condition, List.of(whole, cut), List.of(span(folded).under(key)));
    }

    private static String[] grams(String folded) {
        int[] points = folded.codePoints().toArray();
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + GRAM <= points.length; i++) {
            grams.add(new String(points, i, GRAM));
        }
        return grams.stream().distinct().toArray(String[]::new);
    }
}
