/** Tests of the one way out. */
@NullMarked
package health.throughline.fhir.remote;

import org.jspecify.annotations.NullMarked;
