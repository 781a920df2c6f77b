package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import java.util.List;
import java.util.function.Consumer;

/** One search parameter type: the rows its values become, and the condition its queries become. */
public interface SearchType {

    /** The index rows of {@code value}, which stands at {@code path}. */
    void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows);

    /** The index rows of all values of one resource at {@code path}. */
    default void rows(List<ElementValue> values, SearchPath path, Consumer<IndexRow> rows) {
        values.forEach(value -> rows(value, path, rows));
    }

    /** @throws InvalidSearch when a value or the modifier does not fit the type */
    Match match(Asked asked);
}
