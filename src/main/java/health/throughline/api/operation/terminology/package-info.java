/** The terminology operations of R4: expanding, validating, looking up, comparing and translating codes. */
@NullMarked
package health.throughline.api.operation.terminology;

import org.jspecify.annotations.NullMarked;
