/** The capabilities for tools that do not know FHIR: an OpenAPI description of the same interactions. */
@NullMarked
package health.throughline.api.openapi;

import org.jspecify.annotations.NullMarked;
