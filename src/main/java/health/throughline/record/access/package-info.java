/** What a caller may do with the record. */
@NullMarked
package health.throughline.record.access;

import org.jspecify.annotations.NullMarked;
