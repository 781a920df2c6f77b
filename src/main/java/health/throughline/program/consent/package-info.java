/** Consents in use: filing and revoking them, and telling a client who can see what. */
@NullMarked
package health.throughline.program.consent;

import org.jspecify.annotations.NullMarked;
