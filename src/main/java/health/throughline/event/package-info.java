/**
 * What happened and what is owed: events of the outbox and durable work. To add long work: implement JobHandler; it is
 * found by its type, resumed after a restart and retried when it fails.
 */
@NullMarked
package health.throughline.event;

import org.jspecify.annotations.NullMarked;
