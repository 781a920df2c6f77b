/** Search parameters: what gets indexed, and how it is asked. */
@NullMarked
package health.throughline.search;

import org.jspecify.annotations.NullMarked;
