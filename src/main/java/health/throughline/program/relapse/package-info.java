/** What the programme does when there was a setback: more support, at once, and never less. */
@NullMarked
package health.throughline.program.relapse;

import org.jspecify.annotations.NullMarked;
