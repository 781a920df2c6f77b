/** Tests of named queries. */
@NullMarked
package health.throughline.search.named;

import org.jspecify.annotations.NullMarked;
