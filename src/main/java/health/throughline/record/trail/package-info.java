/** Keeping the audit trail: adding to it before an answer leaves, sealing it, checking the seals, and who may see it. */
@NullMarked
package health.throughline.record.trail;

import org.jspecify.annotations.NullMarked;
