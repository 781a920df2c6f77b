/** Whether what resources refer to is there, and stays there. */
@NullMarked
package health.throughline.record.integrity;

import org.jspecify.annotations.NullMarked;
