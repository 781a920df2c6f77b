/** The terms of the store as they are looked for by their parts. */
@NullMarked
package health.throughline.store.term;

import org.jspecify.annotations.NullMarked;
