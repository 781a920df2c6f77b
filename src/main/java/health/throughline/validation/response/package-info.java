/** Answers against their questionnaire: what was asked, what may be answered, what must be. */
@NullMarked
package health.throughline.validation.response;

import org.jspecify.annotations.NullMarked;
