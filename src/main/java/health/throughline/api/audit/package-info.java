/** The audit trail as AuditEvents, as IHE's Basic Audit Log Patterns write them; made when they are asked for. */
@NullMarked
package health.throughline.api.audit;

import org.jspecify.annotations.NullMarked;
