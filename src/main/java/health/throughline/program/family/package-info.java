/** People close to a client: how they are brought in, and how they tell the team of a worry without seeing the record. */
@NullMarked
package health.throughline.program.family;

import org.jspecify.annotations.NullMarked;
