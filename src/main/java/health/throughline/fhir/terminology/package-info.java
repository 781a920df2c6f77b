/** Terminology as FHIR defines it: which codes a ValueSet holds, and what lies above and below a code. */
@NullMarked
package health.throughline.fhir.terminology;

import org.jspecify.annotations.NullMarked;
