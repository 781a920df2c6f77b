/** Brings the labels of what is stored up to the rules. */
@NullMarked
package health.throughline.record.label;

import org.jspecify.annotations.NullMarked;
