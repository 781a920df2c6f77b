/** Signing in and out, step by step, and what people do with their own account. */
@NullMarked
package health.throughline.auth.login;

import org.jspecify.annotations.NullMarked;
