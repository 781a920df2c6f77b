/** Load runs against a packaged server: processor time, latency, memory and disk for each shape of request. */
@NullMarked
package health.throughline.benchmark;

import org.jspecify.annotations.NullMarked;
