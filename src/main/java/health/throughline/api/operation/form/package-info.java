/** The operations of SDC on forms. */
@NullMarked
package health.throughline.api.operation.form;

import org.jspecify.annotations.NullMarked;
