package health.throughline.delivery;

import health.throughline.event.EventHandler;
import health.throughline.event.Follower;
import health.throughline.event.JobHandler;
import health.throughline.event.Scheduled;
import health.throughline.store.event.EventTable;
import health.throughline.store.event.PositionTable;
import health.throughline.store.event.ScheduleTable;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.sql.Transactions;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts and stops the background work with the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

    private final boolean work;

    DeliveryConfiguration(DeliveryProperties properties) {
        this.work = properties.work();
    }

    /** Ends at once where others do the work. */
    private SmartLifecycle working(String name, Runnable runnable) {
        return new BackgroundThread(name, work ? runnable : () -> {});
    }

    @Bean
    SmartLifecycle backgroundJobs(
            JobTable jobs, List<JobHandler> handlers, Transactions transactions, StoreLocks locks) {
        return working("jobs", new JobRunner(jobs, handlers, transactions, locks));
    }

    @Bean
    SmartLifecycle backgroundEvents(
            ObjectProvider<EventHandler> handlers,
            EventTable events,
            PositionTable positions,
            Transactions transactions,
            StoreLocks locks) {
        List<EventHandler> all = handlers.orderedStream().toList();
        // Before the first request is answered: what comes from then on is theirs.
        all.forEach(handler -> transactions.write(() -> positions.of(handler.name())));
        return working("events", new EventDispatcher(all, events, positions, transactions, locks));
    }

    @Bean
    Follower dueWork(List<Scheduled> works, ScheduleTable schedule, Transactions transactions) {
        return work ? new Scheduler(works, schedule, transactions) : () -> {};
    }

    @Bean
    SmartLifecycle backgroundFollowers(List<Follower> followers) {
        return new BackgroundThread("followers", new FollowerThread(followers));
    }
}
