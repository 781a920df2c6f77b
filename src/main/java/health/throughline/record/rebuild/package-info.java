/** Compares the search indexes with the resources they are made from, and mends them. */
@NullMarked
package health.throughline.record.rebuild;

import org.jspecify.annotations.NullMarked;
