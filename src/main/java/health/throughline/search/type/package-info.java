/**
 * The search parameter types, one file each: the index rows a value becomes and the condition a query becomes stand side
 * by side, so that the two halves of each contract change together.
 */
@NullMarked
package health.throughline.search.type;

import org.jspecify.annotations.NullMarked;
