/** Questionnaires and their answers as plain trees: items by linkId, options, and which items are asked. */
@NullMarked
package health.throughline.fhir.questionnaire;

import org.jspecify.annotations.NullMarked;
