/** Tests of element paths. */
@NullMarked
package health.throughline.fhir.path;

import org.jspecify.annotations.NullMarked;
