/** The four patch formats of FHIR, as pure functions from a resource to the changed resource. */
@NullMarked
package health.throughline.fhir.patch;

import org.jspecify.annotations.NullMarked;
