/** What a client in a crisis needs at hand: the steps of their own plan, people, and lines that answer day and night. */
@NullMarked
package health.throughline.program.crisis;

import org.jspecify.annotations.NullMarked;
