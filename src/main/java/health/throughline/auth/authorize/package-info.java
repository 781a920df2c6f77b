/** The authorization endpoint and the pages where users choose a patient and approve scopes. */
@NullMarked
package health.throughline.auth.authorize;

import org.jspecify.annotations.NullMarked;
