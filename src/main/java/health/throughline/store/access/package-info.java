/** What access hangs on besides resources: emergency accesses. */
@NullMarked
package health.throughline.store.access;

import org.jspecify.annotations.NullMarked;
