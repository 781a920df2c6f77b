/** Tests of authorization over HTTP. */
@NullMarked
package health.throughline.auth;

import org.jspecify.annotations.NullMarked;
