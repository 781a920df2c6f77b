/** A client's way through the programme: enrolment, changes of the level of care, discharge, alumni, and coming back. */
@NullMarked
package health.throughline.program.enrollment;

import org.jspecify.annotations.NullMarked;
