/** Carries out what is owed: events to their handlers, jobs to their end. */
@NullMarked
package health.throughline.delivery;

import org.jspecify.annotations.NullMarked;
