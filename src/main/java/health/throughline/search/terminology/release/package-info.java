/** Reading of code systems from the files in which their owners release them. To add one: a {@link Release}. */
@NullMarked
package health.throughline.search.terminology.release;

import org.jspecify.annotations.NullMarked;
