/** The terminology that searches ask: what is stored here, what ships with the server, what R4 publishes. */
@NullMarked
package health.throughline.search.terminology;

import org.jspecify.annotations.NullMarked;
