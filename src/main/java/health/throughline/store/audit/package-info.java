/** What the search indexes really hold, for comparing it with what they should. */
@NullMarked
package health.throughline.store.audit;

import org.jspecify.annotations.NullMarked;
