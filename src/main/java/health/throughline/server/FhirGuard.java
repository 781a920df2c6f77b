package health.throughline.server;

/**
 * What stands around every request to the FHIR endpoint.
 *
 * @param limits how often callers may ask
 * @param audit what is recorded before an answer leaves
 */
record FhirGuard(FhirLimits limits, RequestAudit audit) {}
