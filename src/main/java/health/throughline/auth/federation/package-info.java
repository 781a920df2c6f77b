/** Signing in with the identity provider of the operator, by OpenID Connect. */
@NullMarked
package health.throughline.auth.federation;

import org.jspecify.annotations.NullMarked;
