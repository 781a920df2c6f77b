/** Tests of the made-up programme records. */
@NullMarked
package health.throughline.server.sample;

import org.jspecify.annotations.NullMarked;
