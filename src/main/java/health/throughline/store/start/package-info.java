/** Bringing the database up, or refusing to with a reason and a remedy. */
@NullMarked
package health.throughline.store.start;

import org.jspecify.annotations.NullMarked;
