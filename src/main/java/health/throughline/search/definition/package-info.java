/** The definitions this server knows by their canonical URLs: shipped, stored, and R4's own. */
@NullMarked
package health.throughline.search.definition;

import org.jspecify.annotations.NullMarked;
