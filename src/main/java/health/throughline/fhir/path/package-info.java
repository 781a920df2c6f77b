/** Element paths of the search parameters, compiled once and run on JSON trees. */
@NullMarked
package health.throughline.fhir.path;

import org.jspecify.annotations.NullMarked;
