/**
 * Turns completed questionnaires into other resources, as their templates and definitions say. To let a form become
 * something else, write the template into its Questionnaire; there is no Java per form.
 */
@NullMarked
package health.throughline.program.extraction;

import org.jspecify.annotations.NullMarked;
