/** Units of measure as UCUM defines them. */
@NullMarked
package health.throughline.fhir.unit;

import org.jspecify.annotations.NullMarked;
