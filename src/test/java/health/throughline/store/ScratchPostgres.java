package health.throughline.store;

import health.throughline.store.start.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL for all tests of a run, which hands out empty databases and records that live in them. */
public final class ScratchPostgres {

    private static final ScratchPostgres INSTANCE = new ScratchPostgres();

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private ScratchPostgres() {
        try {
            Path directory = Files.createTempDirectory("throughline-scratch");
            server = EmbeddedPostgres.start(directory, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private void stop() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDBC URL of a new, empty database. */
    public static String database() {
        String name = "scratch_" + INSTANCE.databases.incrementAndGet();
        execute(INSTANCE.server.url(), "CREATE DATABASE " + name);
        return INSTANCE.server.url().replace("/postgres?", "/" + name + "?");
    }

    /** The JDBC URL of a new database with the content of {@code template}, on which nobody works. */
    public static String copy(String template) {
        String name = "scratch_" + INSTANCE.databases.incrementAndGet();
        String of = template.substring(template.lastIndexOf('/') + 1, template.indexOf('?'));
        execute(INSTANCE.server.url(), "CREATE DATABASE " + name + " TEMPLATE " + of);
        return INSTANCE.server.url().replace("/postgres?", "/" + name + "?");
    }

    /** Everything below the HTTP server, on {@code database}. */
    public static ConfigurableApplicationContext record(String database, Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "throughline.store.url", database,
                "throughline.store.username", "postgres",
                "throughline.sample.clients", "0",
                "throughline.validation.warm-up", "false",
                "throughline.auth.mode", "open",
                "logging.level.root", "warn"));
        all.putAll(settings);
        return new SpringApplicationBuilder(health.throughline.ThroughlineApplication.class)
                .web(WebApplicationType.NONE)
                .run(all.entrySet().stream()
                        .map(one -> "--" + one.getKey() + "=" + one.getValue())
                        .toArray(String[]::new));
    }

    /** Runs one statement on a connection of its own. */
    public static void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
