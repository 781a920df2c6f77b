/** What the audit trail tells clients about themselves. */
@NullMarked
package health.throughline.api.operation.audit;

import org.jspecify.annotations.NullMarked;
