/** Who asks: from the request to an Access. */
@NullMarked
package health.throughline.auth;

import org.jspecify.annotations.NullMarked;
