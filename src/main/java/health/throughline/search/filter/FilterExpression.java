package health.throughline.search.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as it is written, before it is known what its names mean. */
sealed interface FilterExpression {

    /** {@code a and b}. */
    record And(List<FilterExpression> all) implements FilterExpression {}

    /** {@code a or b}. */
    record Or(List<FilterExpression> any) implements FilterExpression {}

    /** {@code not (a)}. */
    record Not(FilterExpression inner) implements FilterExpression {}

    /**
     * {@code path operator value}.
     *
     * @param value without quotes and JSON escapes
     * @param position of the path in the text, from 1
     */
    record Test(List<Step> path, FilterOperator operator, String value, int position) implements FilterExpression {}

    /**
     * One name of a path.
     *
     * @param where what the resources must satisfy that the name leads to: {@code name[where].next}
     */
    record Step(String name, @Nullable FilterExpression where) {}
}
