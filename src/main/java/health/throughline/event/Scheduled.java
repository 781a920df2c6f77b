package health.throughline.event;

import java.time.Duration;

/**
 * Work that is owed at regular times, once for all servers on a database. What came due while no server ran is done once
 * when one starts.
 */
public interface Scheduled {

    /** Stable: when it is due next is kept under it. */
    String name();

    Duration every();

    /** Called within the transaction that notes when it is due next; long work starts a job. */
    void run();
}
