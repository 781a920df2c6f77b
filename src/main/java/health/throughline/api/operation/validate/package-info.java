/** $validate: what would become of a resource, without storing it. */
@NullMarked
package health.throughline.api.operation.validate;

import org.jspecify.annotations.NullMarked;
