/** Decides what a caller may do: by scopes, role, treatment, consents and labels. */
@NullMarked
package health.throughline.record.policy;

import org.jspecify.annotations.NullMarked;
