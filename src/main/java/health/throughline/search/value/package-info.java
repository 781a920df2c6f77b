/** The values a search is written in: dates, numbers, prefixes and escapes, as R4 defines them. */
@NullMarked
package health.throughline.search.value;

import org.jspecify.annotations.NullMarked;
