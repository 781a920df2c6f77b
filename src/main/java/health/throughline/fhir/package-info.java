/** FHIR itself: JSON, resource keys, references, refusals; knows nothing of storage, search or HTTP. */
@NullMarked
package health.throughline.fhir;

import org.jspecify.annotations.NullMarked;
