/** The operations on consents, and the emergency access. */
@NullMarked
package health.throughline.api.operation.consent;

import org.jspecify.annotations.NullMarked;
