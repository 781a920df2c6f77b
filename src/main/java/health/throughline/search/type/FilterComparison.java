package health.throughline.search.type;

import health.throughline.search.value.DateRange;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.Folding;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.sql.Sql;

/** The comparisons that only {@code _filter} has: of whole texts, their ends and their order, and of periods. */
public enum FilterComparison {
    /** The whole text is this one. */
    EQUAL("="),
    /** The whole text is another. */
    UNEQUAL("<>"),
    /** The text ends with this one. */
    ENDING(""),
    GREATER(">"),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    /** The periods share a moment. */
    OVERLAPPING(""),
    /** The stored period includes the whole period asked for. */
    INCLUDING("");

    private final String sql;

    FilterComparison(String sql) {
        this.sql = sql;
    }

    /** The resources with a value under {@code asked} that compares so with its only value. */
    public Match match(Asked asked) {
        boolean periods = this == OVERLAPPING || this == INCLUDING;
        return periods
                ? Comparison.match("idx_date", asked, value -> period(asked.code(), Escapes.unescape(value)))
                : Comparison.match("idx_string", asked, value -> text(asked.code(), Escapes.unescape(value)));
    }

    private Comparison period(String code, String value) {
        DateRange range = DateRange.parse(value)
                .orElseThrow(() -> InvalidSearch.value(code, "a date such as 2026-01-31 or 2026-01-31T10:00:00Z"));
        return this == OVERLAPPING
                ? Comparison.of(Sql.of("x.lo <= ? AND x.hi >= ?", range.hi(), range.lo()), Span.upTo(range.hi()))
                : Comparison.of(Sql.of("x.lo <= ? AND x.hi >= ?", range.lo(), range.hi()), Span.upTo(range.lo()));
    }

    private Comparison text(String code, String value) {
        if (value.isBlank()) {
            throw InvalidSearch.value(code, "text");
        }
        String norm = Folding.fold(value);
        return this == ENDING ? ending(norm) : ordered(norm);
    }

    /** The index holds the start of a long text only, so its end is looked for in the text itself. */
    private static Comparison ending(String norm) {
        int length = norm.codePointCount(0, norm.length());
        Sql sql = Sql.of("right(coalesce(nullif(" + StringSearch.REST + ", ''), x.norm), ?) = ?", length, norm);
        return Comparison.of(sql, whole(""));
    }

    /** By code points, as the index sorts; of long texts the start that the index holds decides, then the rest. */
    private Comparison ordered(String norm) {
        String cut = Folding.cut(norm);
        Sql sql = norm.length() < Folding.LENGTH - 1
                ? Sql.of("x.norm " + sql() + " ?", norm)
                : Sql.of(
                        "(x.norm, coalesce(" + StringSearch.REST + ", '')) " + sql() + " (?, ?)",
                        cut,
                        cut.equals(norm) ? "" : norm);
        return Comparison.of(sql, this == EQUAL ? new Span.Texts(0, cut, cut + '\u0001') : whole(lowest(cut)));
    }

    private String lowest(String cut) {
        return this == GREATER || this == GREATER_OR_EQUAL ? cut : "";
    }

    private static Span whole(String from) {
        return new Span.Texts(0, from, Character.toString(Character.MAX_CODE_POINT));
    }

    private String sql() {
        return sql;
    }
}
