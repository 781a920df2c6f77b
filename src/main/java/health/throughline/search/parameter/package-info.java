/** The search parameters in force, compiled from their definitions. */
@NullMarked
package health.throughline.search.parameter;

import org.jspecify.annotations.NullMarked;
