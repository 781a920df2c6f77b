/** The shape of R4 resources: which elements, in which form and number, and which of them a summary keeps. */
@NullMarked
package health.throughline.fhir.structure;

import org.jspecify.annotations.NullMarked;
