/** What apps must know before they ask for access: where the endpoints are and what is supported. */
@NullMarked
package health.throughline.auth.discovery;

import org.jspecify.annotations.NullMarked;
