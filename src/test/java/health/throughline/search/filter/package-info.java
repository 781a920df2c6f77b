/** Tests of the language of {@code _filter}. */
@NullMarked
package health.throughline.search.filter;

import org.jspecify.annotations.NullMarked;
