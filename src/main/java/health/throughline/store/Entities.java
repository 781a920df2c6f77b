package health.throughline.store;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Hibernate on the connection of the current transaction, so that entities and plain SQL commit together. Hibernate itself
 * starts when the first entity is needed, which a server without open jobs never does.
 */
public final class Entities {

    private final Supplier<EntityManagerFactory> factory;
    private final DataSource dataSource;

    public Entities(Supplier<EntityManagerFactory> factory, DataSource dataSource) {
        this.factory = factory;
        this.dataSource = dataSource;
    }

    /** Runs {@code work}; what it inserts, updates and deletes is sent at once. */
    public <T> T with(Function<StatelessSession, T> work) {
        SessionFactory sessions = factory.get().unwrap(SessionFactory.class);
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (StatelessSession session =
                sessions.withStatelessOptions().connection(connection).openStatelessSession()) {
            return work.apply(session);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
