package health.throughline.store.event;

import health.throughline.store.Keys;
import health.throughline.store.sql.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the tables of events. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    @Bean
    EventTable eventTable(Database database, Keys migrated) {
        return new EventTable(database);
    }

    @Bean
    PositionTable positionTable(Database database, Keys migrated) {
        return new PositionTable(database);
    }

    @Bean
    ScheduleTable scheduleTable(Database database, Keys migrated) {
        return new ScheduleTable(database);
    }
}
