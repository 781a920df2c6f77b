/** FHIR's XML to and from the JSON tree. */
@NullMarked
package health.throughline.fhir.xml;

import org.jspecify.annotations.NullMarked;
