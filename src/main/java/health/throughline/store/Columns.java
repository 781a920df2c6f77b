package health.throughline.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Index rows turned into the arrays that one statement unnests. */
final class Columns {

    private static final Comparator<IndexRow.Code> ORDER = Comparator.comparingLong(IndexRow.Code::key)
            .thenComparingInt(IndexRow.Code::sys)
            .thenComparingInt(IndexRow.Code::txt);

    private final List<IndexRow.Token> tokens = new ArrayList<>();
    private final List<Long> tokenRids = new ArrayList<>();
    private final List<IndexRow.Code> codes = new ArrayList<>();
    private final List<IndexRow.Reference> references = new ArrayList<>();
    private final List<Long> referenceRids = new ArrayList<>();
    private final List<IndexRow.Text> texts = new ArrayList<>();
    private final List<Long> textRids = new ArrayList<>();
    private final List<IndexRow.Date> dates = new ArrayList<>();
    private final List<Long> dateRids = new ArrayList<>();
    private final List<IndexRow.Quantity> quantities = new ArrayList<>();
    private final List<Long> quantityRids = new ArrayList<>();

    private final List<IndexRow.Words> words = new ArrayList<>();
    private final List<Long> wordRids = new ArrayList<>();

    void add(long rid, Iterable<IndexRow> rows) {
        for (IndexRow row : rows) {
            add(rid, row);
        }
    }

    private void add(long rid, IndexRow row) {
        if (row instanceof IndexRow.Token token) {
            tokens.add(token);
            tokenRids.add(rid);
        } else if (row instanceof IndexRow.Code code) {
            codes.add(code);
        } else if (row instanceof IndexRow.Reference reference) {
            references.add(reference);
            referenceRids.add(rid);
        } else if (row instanceof IndexRow.Text text) {
            texts.add(text);
            textRids.add(rid);
        } else if (row instanceof IndexRow.Date date) {
            dates.add(date);
            dateRids.add(rid);
        } else if (row instanceof IndexRow.Quantity quantity) {
            quantities.add(quantity);
            quantityRids.add(rid);
        } else if (row instanceof IndexRow.Words said) {
            words.add(said);
            wordRids.add(rid);
        }
    }

    Object[] tokens() {
        return new Object[] {
            tokens.stream().mapToLong(IndexRow.Token::key).toArray(),
            longs(tokenRids),
            tokens.stream().mapToInt(IndexRow.Token::sys).toArray(),
            tokens.stream().mapToInt(IndexRow.Token::txt).toArray()
        };
    }

    /** The codes in use, each once; in one order for all writers, so that two with the same new codes cannot deadlock. */
    List<IndexRow.Code> codes() {
        return codes.stream().distinct().sorted(ORDER).toList();
    }

    static Object[] columns(List<IndexRow.Code> codes) {
        return new Object[] {
            codes.stream().mapToLong(IndexRow.Code::key).toArray(),
            codes.stream().mapToInt(IndexRow.Code::sys).toArray(),
            codes.stream().mapToInt(IndexRow.Code::txt).toArray(),
            codes.stream().mapToInt(IndexRow.Code::path).toArray(),
            codes.stream().map(IndexRow.Code::code).toArray(String[]::new),
            codes.stream().map(IndexRow.Code::words).toArray(String[]::new)
        };
    }

    Object[] references() {
        return new Object[] {
            references.stream().mapToLong(IndexRow.Reference::target).toArray(),
            longs(referenceRids),
            references.stream().mapToInt(IndexRow.Reference::path).toArray()
        };
    }

    Object[] texts() {
        return new Object[] {
            texts.stream().mapToLong(IndexRow.Text::key).toArray(),
            longs(textRids),
            texts.stream().map(IndexRow.Text::norm).toArray(String[]::new),
            texts.stream().map(IndexRow.Text::full).toArray(String[]::new)
        };
    }

    /** Without the words themselves: a resource has one row for a path. */
    Object[] wordPaths() {
        return new Object[] {
            longs(wordRids), words.stream().mapToInt(IndexRow.Words::path).toArray()
        };
    }

    Object[] words() {
        return new Object[] {
            longs(wordRids),
            words.stream().mapToInt(IndexRow.Words::path).toArray(),
            words.stream().map(IndexRow.Words::vector).toArray(String[]::new)
        };
    }

    Object[] dates() {
        return new Object[] {
            dates.stream().mapToLong(IndexRow.Date::key).toArray(),
            longs(dateRids),
            dates.stream().mapToLong(IndexRow.Date::lo).toArray(),
            dates.stream().mapToLong(IndexRow.Date::hi).toArray()
        };
    }

    Object[] quantities() {
        return new Object[] {
            quantities.stream().mapToLong(IndexRow.Quantity::key).toArray(),
            longs(quantityRids),
            quantities.stream().mapToDouble(IndexRow.Quantity::lo).toArray(),
            quantities.stream().mapToDouble(IndexRow.Quantity::hi).toArray(),
            quantities.stream().mapToInt(IndexRow.Quantity::unit).toArray()
        };
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
