package health.throughline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** On a database that it would misread the server does not start, and says what to do. */
class SchemaCheckIT {

    private static String template = "";
    private String database = "";

    @BeforeAll
    static void prepare() {
        template = ScratchPostgres.database();
        ScratchPostgres.record(template, Map.of()).close();
    }

    @BeforeEach
    void copy() {
        database = ScratchPostgres.copy(template);
    }

    @Test
    void starts_again_on_its_own_database() {
        ScratchPostgres.record(database, Map.of()).close();
    }

    @Test
    void refuses_a_migration_that_a_newer_server_made() {
        ScratchPostgres.execute(
                database,
                "INSERT INTO flyway_schema_history SELECT 900, '900', 'later', 'SQL', 'V900__later.sql', 1, "
                        + "installed_by, installed_on, 1, true FROM flyway_schema_history LIMIT 1");
        refused("900", "Start the version of the server that last ran on this database, or a newer one.");
    }

    @Test
    void refuses_a_migration_that_was_altered() {
        ScratchPostgres.execute(database, "UPDATE flyway_schema_history SET checksum = 7 WHERE version = '001'");
        refused("checksum mismatch", "Start the version");
    }

    @Test
    void refuses_a_migration_that_failed() {
        ScratchPostgres.execute(database, "UPDATE flyway_schema_history SET success = false WHERE version = '003'");
        refused("failed migration", "restore the backup");
    }

    @Test
    void refuses_a_postgresql_it_does_not_know() {
        ScratchPostgres.execute(
                database,
                "CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS "
                        + "$$ SELECT CASE $1 WHEN 'server_version_num' THEN '140012' "
                        + "ELSE pg_catalog.current_setting($1) END $$");
        String name = database.substring(database.lastIndexOf('/') + 1, database.indexOf('?'));
        ScratchPostgres.execute(database, "ALTER DATABASE " + name + " SET search_path = public, pg_catalog");
        refused("PostgreSQL 14 is not supported.", "Use PostgreSQL 15 to 18");
    }

    @Test
    void refuses_another_list_of_resource_types() {
        ScratchPostgres.execute(database, "UPDATE setting SET value = '150:abc' WHERE name = 'resource-types'");
        refused("another list of resource types (150:abc)", "Start the server version that wrote it");
    }

    /** The one that is registered with Spring Boot; some of the others need a context and fail to load. */
    private static FailureAnalyzer analyzer() {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}))
                .stream()
                .filter(one -> one.getClass().getName().startsWith("health.throughline."))
                .findFirst()
                .orElseThrow();
    }

    private void refused(String reason, String action) {
        Throwable failure =
                catchThrowable(() -> ScratchPostgres.record(database, Map.of()).close());
        assertThat(failure).isNotNull();
        FailureAnalysis analysis = Objects.requireNonNull(analyzer().analyze(failure), "no analysis");
        assertThat(analysis.getDescription()).containsIgnoringCase(reason);
        assertThat(analysis.getAction()).contains(action);
    }
}
