/** What the programme's operations share: whose record it is, its resources, its codes and its days. */
@NullMarked
package health.throughline.program.client;

import org.jspecify.annotations.NullMarked;
