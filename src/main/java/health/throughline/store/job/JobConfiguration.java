package health.throughline.store.job;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the table of jobs. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    JobTable jobTable(Entities entities, Database database) {
        return new JobTable(entities, database);
    }

    @Bean
    Entities.Types jobEntities() {
        return new Entities.Types(List.of(JobEntity.class));
    }
}
