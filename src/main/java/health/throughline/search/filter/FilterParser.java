package health.throughline.search.filter;

import health.throughline.search.filter.FilterExpression.And;
import health.throughline.search.filter.FilterExpression.Not;
import health.throughline.search.filter.FilterExpression.Or;
import health.throughline.search.filter.FilterExpression.Step;
import health.throughline.search.filter.FilterExpression.Test;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a filter. There is no precedence between {@code and} and {@code or}: they apply from left to right.
 *
 * @see <a href="https://hl7.org/fhir/R4/search_filter.html">R4 search, _filter</a>
 */
final class FilterParser {

    static final int MAX_LENGTH = 8_000;
    static final int MAX_DEPTH = 20;
    static final int MAX_TESTS = 200;

    private final FilterCursor cursor;
    private int tests;

    private FilterParser(String text) {
        this.cursor = new FilterCursor(text);
    }

    /** @throws InvalidSearch that tells the position and what was expected there */
    static FilterExpression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidSearch("Search parameter '_filter' takes at most " + MAX_LENGTH + " characters.");
        }
        FilterParser parser = new FilterParser(text);
        FilterExpression filter = parser.filter(0);
        if (!parser.cursor.atEnd()) {
            throw parser.cursor.expected("'and', 'or' or the end");
        }
        return filter;
    }

    private FilterExpression filter(int depth) {
        if (depth > MAX_DEPTH) {
            throw FilterCursor.refusal(
                    cursor.position(), "parentheses and brackets are nested at most " + MAX_DEPTH + " deep");
        }
        FilterExpression left = term(depth);
        while (true) {
            cursor.blanks();
            if (cursor.take("and")) {
                left = and(left, term(depth));
            } else if (cursor.take("or")) {
                left = or(left, term(depth));
            } else {
                return left;
            }
        }
    }

    private static FilterExpression and(FilterExpression left, FilterExpression right) {
        List<FilterExpression> all = new ArrayList<>(left instanceof And and ? and.all() : List.of(left));
        all.add(right);
        return new And(List.copyOf(all));
    }

    private static FilterExpression or(FilterExpression left, FilterExpression right) {
        List<FilterExpression> any = new ArrayList<>(left instanceof Or or ? or.any() : List.of(left));
        any.add(right);
        return new Or(List.copyOf(any));
    }

    private FilterExpression term(int depth) {
        cursor.blanks();
        boolean negated = cursor.takeNot();
        if (!cursor.take('(')) {
            return test(depth);
        }
        FilterExpression inner = filter(depth + 1);
        if (!cursor.take(')')) {
            throw cursor.expected("'and', 'or' or ')'");
        }
        return negated ? new Not(inner) : inner;
    }

    private FilterExpression test(int depth) {
        int position = cursor.position();
        if (++tests > MAX_TESTS) {
            throw FilterCursor.refusal(position, "a filter has at most " + MAX_TESTS + " comparisons");
        }
        List<Step> path = path(depth);
        FilterOperator operator = operator();
        if (!cursor.blanks()) {
            throw cursor.expected("a blank after the operator");
        }
        return new Test(path, operator, cursor.value(), position);
    }

    private List<Step> path(int depth) {
        List<Step> path = new ArrayList<>();
        boolean more = true;
        while (more) {
            String name = cursor.name();
            if (name.isEmpty()) {
                throw cursor.expected(
                        path.isEmpty() ? "the name of a search parameter, 'not (' or '('" : "the name after the '.'");
            }
            FilterExpression where = where(depth);
            path.add(new Step(name, where));
            more = cursor.take('.');
            if (where != null && !more) {
                throw cursor.expected("'.' and a name after the brackets");
            }
        }
        return List.copyOf(path);
    }

    private @Nullable FilterExpression where(int depth) {
        if (!cursor.take('[')) {
            return null;
        }
        FilterExpression where = filter(depth + 1);
        if (!cursor.take(']')) {
            throw cursor.expected("'and', 'or' or ']'");
        }
        return where;
    }

    private FilterOperator operator() {
        InvalidSearch expected = cursor.expected("a blank and one of the operators " + FilterOperator.all());
        boolean apart = cursor.blanks();
        int position = cursor.position();
        FilterOperator operator = FilterOperator.of(cursor.name()).orElse(null);
        if (!apart) {
            throw expected;
        }
        if (operator == null) {
            throw FilterCursor.refusal(position, "expected one of the operators " + FilterOperator.all());
        }
        return operator;
    }
}
