/** What authorization writes into the audit trail. */
@NullMarked
package health.throughline.auth.trail;

import org.jspecify.annotations.NullMarked;
