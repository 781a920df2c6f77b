package health.throughline.search.filter;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The comparisons of a filter, each between the values under a path and the value given. */
enum FilterOperator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    LT,
    GE,
    LE,
    AP,
    SA,
    EB,
    PR,
    PO,
    SS,
    SB,
    IN,
    NI,
    RE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FilterOperator> of(String code) {
        return Arrays.stream(values())
                .filter(operator -> operator.code().equals(code))
                .findFirst();
    }

    static String all() {
        return listed(List.of(values()));
    }

    static String listed(Collection<FilterOperator> operators) {
        return operators.stream().map(FilterOperator::code).collect(Collectors.joining(", "));
    }
}
