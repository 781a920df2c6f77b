/** The definitions the server works by: R4's own and those of {@code fhir-profiles}. */
@NullMarked
package health.throughline.fhir.definition;

import org.jspecify.annotations.NullMarked;
