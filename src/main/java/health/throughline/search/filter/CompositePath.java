package health.throughline.search.filter;

import health.throughline.search.filter.FilterExpression.Step;
import health.throughline.search.filter.FilterExpression.Test;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.Criterion;
import health.throughline.search.type.SearchKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A composite parameter taken apart, {@code component-code-value-quantity[code eq 8480-6].value gt 140}: the first
 * component stands in the brackets, the second after them, each under the name of its element.
 */
final class CompositePath {

    private static final Pattern COMPONENT = Pattern.compile(" \\$ (?:%resource\\.)?\\(?(\\w+)");
    private static final Set<FilterOperator> COMPARED = EnumSet.of(
            FilterOperator.EQ,
            FilterOperator.NE,
            FilterOperator.GT,
            FilterOperator.LT,
            FilterOperator.GE,
            FilterOperator.LE,
            FilterOperator.AP,
            FilterOperator.SA,
            FilterOperator.EB);
    private static final Set<SearchKind> ORDERED = EnumSet.of(SearchKind.NUMBER, SearchKind.QUANTITY, SearchKind.DATE);

    private CompositePath() {}

    static Criterion of(SearchParameter parameter, Step step, List<Step> rest, Test test) {
        List<String> names = components(parameter);
        boolean second = names.size() == 2
                && rest.size() == 1
                && rest.get(0).name().equals(names.get(1))
                && operators(parameter).contains(test.operator());
        if (!second || !(step.where() instanceof Test first) || !isFirst(first, names)) {
            throw FilterCursor.refusal(test.position(), takes(parameter, names));
        }
        String code = FilterValue.single(first.value());
        boolean equal = test.operator() == FilterOperator.EQ;
        String value = equal ? FilterValue.single(test.value()) : FilterTests.prefixed(test.operator(), test);
        return new Criterion.Values(parameter, "", List.of(code + "$" + value));
    }

    private static boolean isFirst(Test first, List<String> names) {
        return first.operator() == FilterOperator.EQ
                && first.path().size() == 1
                && first.path().get(0).name().equals(names.get(0));
    }

    private static String takes(SearchParameter parameter, List<String> names) {
        String code = parameter.code();
        return names.size() == 2
                ? "the composite '" + code + "' takes the form " + code + "[" + names.get(0) + " eq code]."
                        + names.get(1) + " followed by an operator, one of "
                        + FilterOperator.listed(operators(parameter))
                : "the composite '" + code + "' is compared as a whole, by eq and ne";
    }

    /** The second component is compared by its own type; only numbers and dates have an order. */
    private static Set<FilterOperator> operators(SearchParameter parameter) {
        boolean ordered =
                ORDERED.contains(parameter.paths().get(0).parts().get(1).kind());
        return ordered ? COMPARED : EnumSet.of(FilterOperator.EQ);
    }

    /** The elements its components are found under. */
    static List<String> components(SearchParameter parameter) {
        List<String> names = new ArrayList<>();
        Matcher component = COMPONENT.matcher(parameter.paths().get(0).expression());
        while (component.find()) {
            names.add(component.group(1));
        }
        return names;
    }
}
