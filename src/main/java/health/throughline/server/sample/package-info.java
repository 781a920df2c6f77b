/** Made-up programme records: what a newcomer finds on first start, and what load runs import. */
@NullMarked
package health.throughline.server.sample;

import org.jspecify.annotations.NullMarked;
