/** Operations for people close to a client: to bring them in, and to take their worries. */
@NullMarked
package health.throughline.api.operation.family;

import org.jspecify.annotations.NullMarked;
