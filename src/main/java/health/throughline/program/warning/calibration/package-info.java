/** Simulates people to see how often the charts are wrong and how fast they are right. */
@NullMarked
package health.throughline.program.warning.calibration;

import org.jspecify.annotations.NullMarked;
