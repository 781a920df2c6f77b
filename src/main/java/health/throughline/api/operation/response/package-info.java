/** Operations on answered questionnaires. */
@NullMarked
package health.throughline.api.operation.response;

import org.jspecify.annotations.NullMarked;
