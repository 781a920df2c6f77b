/** The registered clients, and how they prove who they are. */
@NullMarked
package health.throughline.auth.client;

import org.jspecify.annotations.NullMarked;
