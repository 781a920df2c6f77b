/** Plain HTML pages that need no script and let nothing else in. */
@NullMarked
package health.throughline.auth.page;

import org.jspecify.annotations.NullMarked;
