/** Observation/$stats: what a patient's measurements amount to. */
@NullMarked
package health.throughline.api.operation.statistics;

import org.jspecify.annotations.NullMarked;
