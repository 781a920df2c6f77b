/** Tokens: what they grant, how they are made and ended, and from a token to its caller. */
@NullMarked
package health.throughline.auth.token;

import org.jspecify.annotations.NullMarked;
