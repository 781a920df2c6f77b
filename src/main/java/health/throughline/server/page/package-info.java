/** What people see in a browser: pages that work without scripts, with a keyboard and with a screen reader. */
@NullMarked
package health.throughline.server.page;

import org.jspecify.annotations.NullMarked;
