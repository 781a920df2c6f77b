/** FHIRPath as Structured Data Capture writes it: with variables, weights of answers, and a bounded amount of work. */
@NullMarked
package health.throughline.fhir.expression;

import org.jspecify.annotations.NullMarked;
