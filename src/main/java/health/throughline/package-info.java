/**
 * Throughline: the FHIR record service for intensive outpatient programmes. The layers, top to bottom: server, auth,
 * api, connector, delivery, program, record, validation, search, event, store, fhir. A package imports only packages
 * below it.
 */
@NullMarked
package health.throughline;

import org.jspecify.annotations.NullMarked;
