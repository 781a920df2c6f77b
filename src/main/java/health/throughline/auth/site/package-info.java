/** Where the server is reached, as clients write it. */
@NullMarked
package health.throughline.auth.site;

import org.jspecify.annotations.NullMarked;
