/**
 * A second, slow search that was written from the R4 specification and shares nothing with the server's: every resource
 * is held in memory, and every value is taken by HAPI's FHIRPath engine from the published definitions.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">R4 search</a>
 */
package health.throughline.search.reference;
