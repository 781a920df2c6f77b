/** Tests of what scopes mean. */
@NullMarked
package health.throughline.auth.scope;

import org.jspecify.annotations.NullMarked;
