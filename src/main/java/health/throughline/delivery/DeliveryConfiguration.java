package health.throughline.delivery;

import health.throughline.event.Follower;
import health.throughline.event.JobHandler;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.sql.Transactions;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts and stops the background work with the server. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    SmartLifecycle backgroundJobs(
            JobTable jobs, List<JobHandler> handlers, Transactions transactions, StoreLocks locks) {
        return new BackgroundThread("jobs", new JobRunner(jobs, handlers, transactions, locks));
    }

    @Bean
    SmartLifecycle backgroundFollowers(List<Follower> followers) {
        return new BackgroundThread("followers", new FollowerThread(followers));
    }
}
