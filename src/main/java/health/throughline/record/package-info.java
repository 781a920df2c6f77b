/** The only door to patient data: read, search, write, each on behalf of an {@link health.throughline.record.access.Access}. */
@NullMarked
package health.throughline.record;

import org.jspecify.annotations.NullMarked;
