/** Questionnaires given to clients to fill in: tasks with a date, once or again and again, done when the answer comes. */
@NullMarked
package health.throughline.program.assignment;

import org.jspecify.annotations.NullMarked;
