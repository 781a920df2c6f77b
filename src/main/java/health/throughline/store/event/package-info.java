/** The outbox, how far its readers are, and what is owed at regular times. */
@NullMarked
package health.throughline.store.event;

import org.jspecify.annotations.NullMarked;
