package health.throughline.event;

import health.throughline.store.event.EventTable.Event;
import java.util.List;
import java.util.Set;

/**
 * Reacts to changes a moment after they were committed. To add one, implement this and offer it as a bean: it is called with
 * every change once, in their order, also after a restart and with several servers on one database.
 */
public interface EventHandler {

    /** Stable: its position is kept under it. */
    String name();

    /** The resource types whose changes it wants. */
    Set<String> types();

    /**
     * Called within the transaction that notes these events as done: what it writes and the note are there together or not
     * at all. When it throws, all of them come again, one by one; what fails five times is put aside.
     */
    void handle(List<Event> events);
}
