/** What a measure comes to for many clients, what of it may leave the programme, and how it is written down. */
@NullMarked
package health.throughline.program.measure.report;

import org.jspecify.annotations.NullMarked;
