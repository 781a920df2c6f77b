/** The RESTful interactions of FHIR, one class each. To add one: implement Interaction; it is found by its type. */
@NullMarked
package health.throughline.api.interaction;

import org.jspecify.annotations.NullMarked;
