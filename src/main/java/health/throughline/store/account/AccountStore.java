package health.throughline.store.account;

import health.throughline.store.Settings;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.Transactions;
import health.throughline.store.start.CommandStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The accounts as a command reaches them, whether a server runs meanwhile or not. */
public record AccountStore(AccountTable accounts, Settings settings, Transactions transactions, Entities entities)
        implements AutoCloseable {

    public static AccountStore of(CommandStore store) {
        DataSource source = store.dataSource();
        Database database = new Database(source, new SimpleMeterRegistry());
        Entities entities = new Entities(List.of(AccountConfiguration.ENTITIES), source);
        return new AccountStore(
                new AccountTable(entities, database),
                new Settings(database),
                new Transactions(new JdbcTransactionManager(source)),
                entities);
    }

    @Override
    public void close() {
        entities.close();
    }
}
