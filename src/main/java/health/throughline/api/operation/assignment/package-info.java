/** The operation that gives clients questionnaires to fill in. */
@NullMarked
package health.throughline.api.operation.assignment;

import org.jspecify.annotations.NullMarked;
