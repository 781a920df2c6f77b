/** From codes, refresh tokens and client credentials to tokens: the parts of Spring's authorization server that SMART changes. */
@NullMarked
package health.throughline.auth.grant;

import org.jspecify.annotations.NullMarked;
