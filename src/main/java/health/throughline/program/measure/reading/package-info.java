/** Reads what the measures need to know out of the record: each kind of resource once for all clients. */
@NullMarked
package health.throughline.program.measure.reading;

import org.jspecify.annotations.NullMarked;
