/** The operation on measures. */
@NullMarked
package health.throughline.api.operation.measure;

import org.jspecify.annotations.NullMarked;
