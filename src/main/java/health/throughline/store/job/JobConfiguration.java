package health.throughline.store.job;

import health.throughline.store.Database;
import jakarta.persistence.EntityManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the table of jobs. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    JobTable jobTable(EntityManager entities, Database database) {
        return new JobTable(entities, database);
    }
}
