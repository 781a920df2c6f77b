package health.throughline.search.filter;

import static health.throughline.search.filter.FilterOperator.*;

import health.throughline.search.filter.FilterExpression.Test;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.CriterionParser;
import health.throughline.search.type.FilterComparison;
import health.throughline.search.type.SearchKind;
import health.throughline.search.value.InvalidSearch;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an operator asks of a parameter, by the parameter's type. */
final class FilterTests {

    private static final Set<FilterOperator> PREFIXES = EnumSet.of(EQ, NE, GT, LT, GE, LE, AP, SA, EB);

    private static final Map<SearchKind, Set<FilterOperator>> TAKEN = new EnumMap<>(Map.of(
            SearchKind.STRING, EnumSet.of(EQ, NE, CO, SW, EW, GT, LT, GE, LE, PR),
            SearchKind.NUMBER, with(CO, PR),
            SearchKind.QUANTITY, with(CO, PR),
            SearchKind.DATE, with(CO, PO, PR),
            SearchKind.TOKEN, EnumSet.of(EQ, NE, IN, NI, SS, SB, PR),
            SearchKind.REFERENCE, EnumSet.of(RE, EQ, NE, PR),
            SearchKind.URI, EnumSet.of(EQ, NE, SS, SB, PR),
            SearchKind.COMPOSITE, EnumSet.of(EQ, NE, PR),
            SearchKind.SPECIAL, EnumSet.of(EQ)));

    private static final Map<FilterOperator, FilterComparison> OF_TEXT = Map.of(
            EQ, FilterComparison.EQUAL,
            NE, FilterComparison.UNEQUAL,
            EW, FilterComparison.ENDING,
            GT, FilterComparison.GREATER,
            LT, FilterComparison.LESS,
            GE, FilterComparison.GREATER_OR_EQUAL,
            LE, FilterComparison.LESS_OR_EQUAL);

    private static final Map<FilterOperator, String> MODIFIERS = Map.of(IN, ":in", SS, ":below", SB, ":above");

    private final CriterionParser parser;

    FilterTests(CriterionParser parser) {
        this.parser = parser;
    }

    private static Set<FilterOperator> with(FilterOperator... more) {
        Set<FilterOperator> operators = EnumSet.copyOf(PREFIXES);
        operators.addAll(List.of(more));
        return operators;
    }

    private static Set<FilterOperator> taken(SearchKind kind) {
        return TAKEN.getOrDefault(kind, Set.of());
    }

    /** What {@code test} asks of the parameter {@code name} of {@code types}. */
    Criterion of(String name, Test test, List<String> types, int depth) {
        if (name.indexOf(':') >= 0) {
            throw FilterCursor.refusal(
                    test.position(), "a filter has no modifiers; its operators are " + FilterOperator.all());
        }
        return switch (name) {
            case "id", "_id" -> ofId(test, types, depth);
            case "_lastUpdated" -> ofLastUpdated(test, types, depth);
            case "_filter" ->
                throw FilterCursor.refusal(test.position(), "a filter within a filter is put in parentheses");
            default ->
                parser.special().contains(name)
                        ? special(name, test, types, depth)
                        : ofParameter(parser.parameter(types, name), test, types, depth);
        };
    }

    private Criterion ofId(Test test, List<String> types, int depth) {
        require(EnumSet.of(EQ, NE, PR), "_id", "an id", test);
        Criterion same = test.operator() == PR
                ? new Criterion.AllOf(List.of())
                : parser.criterion(types, "_id", FilterValue.literal(test.value()), depth);
        return test.operator() == NE ? new Criterion.Not(same) : same;
    }

    private Criterion ofLastUpdated(Test test, List<String> types, int depth) {
        require(with(PR), "_lastUpdated", "a date", test);
        return test.operator() == PR
                ? new Criterion.AllOf(List.of())
                : parser.criterion(types, "_lastUpdated", prefixed(test.operator(), test), depth);
    }

    private Criterion special(String name, Test test, List<String> types, int depth) {
        require(taken(SearchKind.SPECIAL), name, "special", test);
        return parser.criterion(types, name, FilterValue.single(test.value()), depth);
    }

    private Criterion ofParameter(SearchParameter parameter, Test test, List<String> types, int depth) {
        SearchKind kind = parameter.kind();
        String name = parameter.code();
        require(taken(kind), name, "of type " + kind.code(), test);
        FilterOperator operator = test.operator();
        if (operator == PR) {
            return parser.criterion(types, name + ":missing", "false", depth);
        }
        return switch (kind) {
            case STRING -> text(parameter, test, types, depth);
            case DATE -> date(parameter, test, types, depth);
            case NUMBER, QUANTITY -> number(name, test, types, depth);
            default -> {
                String modifier = MODIFIERS.getOrDefault(operator, "");
                Criterion same = parser.criterion(types, name + modifier, FilterValue.single(test.value()), depth);
                yield operator == NE ? unequal(parameter, same) : same;
            }
        };
    }

    /** These are looked up by their hash, so that another value is told from none by whether there is any. */
    private static Criterion unequal(SearchParameter parameter, Criterion same) {
        Criterion any = new Criterion.Values(parameter, "missing", List.of("false"));
        return new Criterion.AllOf(List.of(any, new Criterion.Not(same)));
    }

    private Criterion text(SearchParameter parameter, Test test, List<String> types, int depth) {
        String value = FilterValue.literal(test.value());
        FilterComparison comparison = OF_TEXT.get(test.operator());
        if (comparison != null) {
            return found(parameter, comparison, value);
        }
        String contains = test.operator() == CO ? ":contains" : "";
        return parser.criterion(types, parameter.code() + contains, value, depth);
    }

    private static Criterion found(SearchParameter parameter, FilterComparison comparison, String value) {
        return new Criterion.Found(comparison.match(parameter.ask("", List.of(value))));
    }

    private Criterion date(SearchParameter parameter, Test test, List<String> types, int depth) {
        String value = FilterValue.single(test.value());
        return switch (test.operator()) {
            case PO -> found(parameter, FilterComparison.OVERLAPPING, value);
            case CO -> found(parameter, FilterComparison.INCLUDING, value);
            default -> parser.criterion(types, parameter.code(), prefixed(test.operator(), test), depth);
        };
    }

    /** A stored range contains a number that it neither starts after nor ends before. */
    private Criterion number(String name, Test test, List<String> types, int depth) {
        if (test.operator() != CO) {
            return parser.criterion(types, name, prefixed(test.operator(), test), depth);
        }
        return new Criterion.AllOf(List.of(
                parser.criterion(types, name, prefixed(LE, test), depth),
                parser.criterion(types, name, prefixed(GE, test), depth)));
    }

    static String prefixed(FilterOperator operator, Test test) {
        return operator.code() + FilterValue.single(test.value());
    }

    private static void require(Set<FilterOperator> taken, String name, String kind, Test test) {
        if (!taken.contains(test.operator())) {
            throw refusal(taken, name, kind, test);
        }
    }

    private static InvalidSearch refusal(Set<FilterOperator> taken, String name, String kind, Test test) {
        return FilterCursor.refusal(
                test.position(),
                "operator '" + test.operator().code() + "' does not fit '" + name + "', which is " + kind
                        + "; it takes " + FilterOperator.listed(taken));
    }
}
