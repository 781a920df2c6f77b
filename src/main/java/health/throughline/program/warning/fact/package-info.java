/** Dated facts of a patient as early warning sees them, without FHIR around them. */
@NullMarked
package health.throughline.program.warning.fact;

import org.jspecify.annotations.NullMarked;
