/** The SMART App Launch authorization server: clients, launches, consent to scopes, tokens. */
@NullMarked
package health.throughline.auth.smart;

import org.jspecify.annotations.NullMarked;
