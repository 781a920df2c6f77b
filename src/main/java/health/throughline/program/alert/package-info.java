/** Alerts: what early warning finds becomes an alert and somebody's task, until it is closed with what came of it. */
@NullMarked
package health.throughline.program.alert;

import org.jspecify.annotations.NullMarked;
