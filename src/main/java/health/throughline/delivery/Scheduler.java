package health.throughline.delivery;

import health.throughline.event.Follower;
import health.throughline.event.Scheduled;
import health.throughline.store.event.ScheduleTable;
import health.throughline.store.sql.Transactions;
import java.util.List;

/** Does what is due. */
final class Scheduler implements Follower {

    private final List<Scheduled> works;
    private final ScheduleTable schedule;
    private final Transactions transactions;

    Scheduler(List<Scheduled> works, ScheduleTable schedule, Transactions transactions) {
        this.works = List.copyOf(works);
        this.schedule = schedule;
        this.transactions = transactions;
    }

    @Override
    public void follow() {
        for (Scheduled work : works) {
            if (schedule.due(work.name())) {
                transactions.write(() -> {
                    boolean taken = schedule.take(work.name(), work.every());
                    if (taken) {
                        work.run();
                    }
                    return taken;
                });
            }
        }
    }
}
