package health.throughline.store.account;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the table of accounts. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    static final Entities.Types ENTITIES = new Entities.Types(List.of(AccountEntity.class));

    @Bean
    AccountTable accountTable(Entities entities, Database database) {
        return new AccountTable(entities, database);
    }

    @Bean
    Entities.Types accountEntities() {
        return ENTITIES;
    }
}
