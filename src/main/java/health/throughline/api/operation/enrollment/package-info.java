/** The operations on enrolments. */
@NullMarked
package health.throughline.api.operation.enrollment;

import org.jspecify.annotations.NullMarked;
