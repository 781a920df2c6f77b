/** Consents: what they permit and deny to whom, and whether they are complete. */
@NullMarked
package health.throughline.record.consent;

import org.jspecify.annotations.NullMarked;
