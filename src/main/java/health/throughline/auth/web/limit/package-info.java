/** How much one caller may ask of the server in a time. */
@NullMarked
package health.throughline.auth.web.limit;

import org.jspecify.annotations.NullMarked;
