/** What the rows alone do not decide: writes that are nobody's in reach, and content that follows other resources. */
@NullMarked
package health.throughline.record.guard;

import org.jspecify.annotations.NullMarked;
