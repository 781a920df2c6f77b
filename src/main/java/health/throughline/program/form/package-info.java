/** Forms on their way to the client: put together from parts, filled in beforehand, asked question by question. */
@NullMarked
package health.throughline.program.form;

import org.jspecify.annotations.NullMarked;
