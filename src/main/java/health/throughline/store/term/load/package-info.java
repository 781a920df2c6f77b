/** Loading of large code systems: filled aside, then put in force by one update. */
@NullMarked
package health.throughline.store.term.load;

import org.jspecify.annotations.NullMarked;
