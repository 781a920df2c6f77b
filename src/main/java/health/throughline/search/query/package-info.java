/** A search as it is asked: its parameters read into criteria, sort keys and includes. */
@NullMarked
package health.throughline.search.query;

import org.jspecify.annotations.NullMarked;
