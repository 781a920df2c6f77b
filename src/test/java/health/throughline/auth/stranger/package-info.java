/** Clients that nobody here wrote: they find, ask and check by their own reading of the standards. */
@NullMarked
package health.throughline.auth.stranger;

import org.jspecify.annotations.NullMarked;
