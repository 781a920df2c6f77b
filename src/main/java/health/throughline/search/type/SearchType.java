package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import java.util.function.Consumer;

/** One search parameter type: the rows its values become, and the condition its queries become. */
public interface SearchType {

    /** The index rows of {@code value}, which stands at {@code path}. */
    void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows);

    /** @throws InvalidSearch when a value or the modifier does not fit the type */
    Match match(Asked asked);
}
