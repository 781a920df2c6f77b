package health.throughline.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The same pool under another identity, so that its connections never join the current transaction. */
final class DetachedDataSource extends DelegatingDataSource {

    DetachedDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return obtainTargetDataSource().getConnection();
    }
}
