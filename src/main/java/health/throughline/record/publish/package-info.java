/** Keeps the definitions that ship with the server in the record, and everybody else from changing them. */
@NullMarked
package health.throughline.record.publish;

import org.jspecify.annotations.NullMarked;
