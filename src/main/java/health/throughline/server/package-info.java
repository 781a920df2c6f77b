/** HTTP: requests in, answers and errors out. */
@NullMarked
package health.throughline.server;

import org.jspecify.annotations.NullMarked;
