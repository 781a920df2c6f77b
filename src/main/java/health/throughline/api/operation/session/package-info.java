/** The operations on sessions: finding, booking and moving them, who comes, and who was there. */
@NullMarked
package health.throughline.api.operation.session;

import org.jspecify.annotations.NullMarked;
