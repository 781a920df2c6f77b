package health.throughline.store.sql;

import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Hibernate on the connection of the current transaction, so that entities and plain SQL commit together. Hibernate itself
 * starts when the first entity is needed, which a server without open jobs never does.
 */
public final class Entities implements AutoCloseable {

    /** The entity classes of one package of the store. */
    public record Types(List<Class<?>> classes) {}

    private final List<Types> types;
    private final DataSource dataSource;
    private volatile @Nullable SessionFactory sessions;

    public Entities(List<Types> types, DataSource dataSource) {
        this.types = List.copyOf(types);
        this.dataSource = dataSource;
    }

    private synchronized SessionFactory sessions() {
        SessionFactory started = sessions;
        if (started == null) {
            started = start();
            sessions = started;
        }
        return started;
    }

    private SessionFactory start() {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("store");
        types.forEach(some -> some.classes().forEach(configuration::managedClass));
        configuration.property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        configuration.property(SchemaToolingSettings.HBM2DDL_AUTO, "none");
        return configuration.createEntityManagerFactory();
    }

    @Override
    public void close() {
        SessionFactory started = sessions;
        if (started != null) {
            started.close();
        }
    }

    /** Runs {@code work}; what it inserts, updates and deletes is sent at once. */
    public <T> T with(Function<StatelessSession, T> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (StatelessSession session =
                sessions().withStatelessOptions().connection(connection).openStatelessSession()) {
            return work.apply(session);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
