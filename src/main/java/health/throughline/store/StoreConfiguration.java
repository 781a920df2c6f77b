package health.throughline.store;

import com.zaxxer.hikari.HikariDataSource;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.sql.Transactions;
import health.throughline.store.start.EmbeddedPostgres;
import health.throughline.store.trail.AccessDays;
import health.throughline.store.trail.AuditTable;
import health.throughline.store.trail.SealTable;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Opens the database, migrates and checks it, and offers its tables. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    @Conditional(NoUrl.class)
    EmbeddedPostgres embeddedPostgres(StoreProperties properties) {
        return EmbeddedPostgres.start(Path.of(properties.dataDir()), properties.port());
    }

    /** A condition on the property would take an empty value as any value. */
    private static final class NoUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("throughline.store.url", "")
                    .isBlank();
        }
    }

    @Bean
    DataSource dataSource(StoreProperties properties, ObjectProvider<EmbeddedPostgres> embedded) {
        return pool("store", properties.connections(), properties, embedded.getIfAvailable());
    }

    /** Terms are looked up within transactions; from the same pool, those could wait for each other's connections. */
    @Bean(defaultCandidate = false)
    DataSource termConnections(StoreProperties properties, ObjectProvider<EmbeddedPostgres> embedded) {
        return pool("terms", 2, properties, embedded.getIfAvailable());
    }

    /** Callers wait for the audit trail while they hold connections of the record's own pool. */
    @Bean(defaultCandidate = false)
    DataSource auditConnections(StoreProperties properties, ObjectProvider<EmbeddedPostgres> embedded) {
        return pool("audit", 1, properties, embedded.getIfAvailable());
    }

    private static DataSource pool(
            String name, int connections, StoreProperties properties, @Nullable EmbeddedPostgres own) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(own == null ? properties.url() : own.url());
        pool.setUsername(own == null ? properties.username() : "postgres");
        pool.setPassword(own == null ? properties.password() : "postgres");
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "throughline");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("prepareThreshold", "2");
        pool.addDataSourceProperty("preparedStatementCacheQueries", "512");
        pool.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        pool.addDataSourceProperty("options", sessionOptions(properties));
        return pool;
    }

    /** The search compiler chooses the driver itself, so one plan per statement text is right and costs no planning. */
    private static String sessionOptions(StoreProperties properties) {
        return "-c statement_timeout=" + properties.statementTimeout().toMillis()
                + " -c jit=off -c plan_cache_mode=force_generic_plan -c TimeZone=UTC"
                + " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off -c enable_memoize=off";
    }

    @Bean
    Database database(DataSource dataSource, MeterRegistry meters) {
        return new Database(dataSource, meters);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    Entities entities(List<Entities.Types> types, DataSource dataSource) {
        return new Entities(types, dataSource);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    SchemaCheck schemaCheck(Database database) {
        return new SchemaCheck(database);
    }

    @Bean
    FlywayMigrationStrategy migration(SchemaCheck check) {
        return check::migrate;
    }

    @Bean
    @DependsOnDatabaseInitialization
    Keys keys(SchemaCheck check) {
        return new Keys(check.hashSecret());
    }

    @Bean
    Terms terms(@Qualifier("termConnections") DataSource connections, MeterRegistry meters, Keys migrated) {
        return new Terms(new Database(connections, meters));
    }

    @Bean
    UsedCodes usedCodes(Database database, Keys migrated) {
        return new UsedCodes(database);
    }

    @Bean
    Changes changes() {
        return new Changes();
    }

    @Bean
    ResourceTable resourceTable(Database database, Keys keys, UsedCodes codes, Changes changes) {
        return new ResourceTable(database, keys, codes, changes);
    }

    @Bean
    HistoryTable historyTable(Database database, Keys keys) {
        return new HistoryTable(database, keys);
    }

    @Bean
    AuditTable auditTable(
            Database database,
            @Qualifier("auditConnections") DataSource connections,
            MeterRegistry meters,
            Keys migrated) {
        return new AuditTable(database, new Database(connections, meters));
    }

    @Bean
    AccessDays accessDays(Database database, Keys migrated) {
        return new AccessDays(database);
    }

    @Bean
    SealTable sealTable(Database database, Keys migrated) {
        return new SealTable(database);
    }

    @Bean
    SearchPathTable searchPathTable(Database database, Keys migrated) {
        return new SearchPathTable(database);
    }

    @Bean
    Generations generations(Database database, Keys migrated) {
        return new Generations(database);
    }

    @Bean
    Settings settings(Database database, Keys migrated) {
        return new Settings(database);
    }

    @Bean
    RowNumbers rowNumbers(Database database) {
        return new RowNumbers(database);
    }

    @Bean
    StoreLocks storeLocks(DataSource dataSource) {
        return new StoreLocks(dataSource);
    }
}
