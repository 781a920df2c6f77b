/**
 * What completed questionnaires come to: scores, bands and single answers as Observations. To add an instrument, write its
 * Questionnaire and its bands under {@code fhir-profiles/questionnaires}; there is no Java per instrument.
 */
@NullMarked
package health.throughline.program.screening;

import org.jspecify.annotations.NullMarked;
