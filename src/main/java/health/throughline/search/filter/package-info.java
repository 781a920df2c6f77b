/** The language of {@code _filter}: its text is read into expressions, and these into the criteria of a search. */
@NullMarked
package health.throughline.search.filter;

import org.jspecify.annotations.NullMarked;
