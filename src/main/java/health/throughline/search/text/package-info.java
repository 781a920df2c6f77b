/** Full text, {@code _text} and {@code _content}: what a resource says to people, and how it is asked for. */
@NullMarked
package health.throughline.search.text;

import org.jspecify.annotations.NullMarked;
