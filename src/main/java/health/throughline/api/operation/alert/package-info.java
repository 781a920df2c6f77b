/** The operations on alerts, and on the rules that raise them. */
@NullMarked
package health.throughline.api.operation.alert;

import org.jspecify.annotations.NullMarked;
