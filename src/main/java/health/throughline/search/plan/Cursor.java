package health.throughline.search.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: beside the row with these sort values and this row number.
 *
 * @param back whether the page lies before that row, and not after it
 * @param passed matches on the side of the row that lies towards the start, the row itself included when going on
 */
public record Cursor(List<@Nullable Object> values, long rid, boolean back, int passed) {}
