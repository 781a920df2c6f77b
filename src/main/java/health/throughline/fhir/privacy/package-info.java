/** What a resource tells of: how sensitive it is, and which part of the record it belongs to. */
@NullMarked
package health.throughline.fhir.privacy;

import org.jspecify.annotations.NullMarked;
