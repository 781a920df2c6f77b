/** {@code _list}: the members of Lists, and the lists that this server keeps by their function. */
@NullMarked
package health.throughline.search.list;

import org.jspecify.annotations.NullMarked;
