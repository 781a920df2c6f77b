/** Calls to other servers: the one way out, so that no address given by others reaches what lies inside. */
@NullMarked
package health.throughline.fhir.remote;

import org.jspecify.annotations.NullMarked;
