package health.throughline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives whatever is killed, transactions are whole, and the server comes back by itself. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {

    private static final int WRITES = 400;

    @TempDir
    static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void a_killed_server_finds_every_acknowledged_write_when_it_starts_again() throws IOException {
        ProcessHandle leftover;
        try (Writers writers = new Writers(server, "server")) {
            writers.awaitMore(WRITES);
            leftover = server.postmaster();
            server.kill();
            writers.finish();
            assertThat(leftover.isAlive()).as("PostgreSQL outlives the server").isTrue();
            server = ServerProcess.start(directory);
            assertThat(server.postmaster().pid()).isNotEqualTo(leftover.pid());
            intact(writers);
        }
    }

    @Test
    @Order(2)
    void a_killed_database_is_started_again_and_has_every_acknowledged_write() throws IOException {
        try (Writers writers = new Writers(server, "postmaster")) {
            writers.awaitMore(WRITES);
            ProcessHandle killed = server.postmaster();
            killed.destroyForcibly();
            writers.awaitMore(WRITES);
            assertThat(server.postmaster().pid()).isNotEqualTo(killed.pid());
            writers.finish();
            assertThat(writers.statuses().keySet()).isSubsetOf(Set.of(200, 201, 503));
            intact(writers);
        }
        server.awaitHealth();
    }

    @Test
    @Order(3)
    void a_killed_session_costs_no_acknowledged_write() throws IOException, SQLException {
        try (Writers writers = new Writers(server, "backend")) {
            writers.awaitMore(WRITES);
            server.session().destroyForcibly();
            writers.awaitMore(WRITES);
            writers.finish();
            assertThat(writers.statuses().keySet()).isSubsetOf(Set.of(200, 201, 503));
            intact(writers);
        }
    }

    @Test
    @Order(4)
    void a_second_server_on_the_directory_refuses_and_leaves_the_first_alone() throws IOException {
        ProcessHandle postmaster = server.postmaster();
        ServerProcess second = ServerProcess.launch(directory, ServerProcess.freePort());
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.output()).contains("Another server is running on", "throughline.store.data-dir");
        assertThat(server.postmaster().pid()).isEqualTo(postmaster.pid());
        assertThat(server.status("/fhir/Basic?_count=1")).isEqualTo(200);
    }

    @Test
    @Order(5)
    void without_a_database_requests_are_answered_503_with_an_outcome_and_health_is_down() throws IOException {
        Path settings = directory.resolve("postgres/postgresql.conf");
        Path away = directory.resolve("postgresql.conf");
        Files.move(settings, away);
        try {
            server.postmaster().destroyForcibly();
            ServerProcess.pause(500);
            HttpResponse<String> read = server.send("GET", "/fhir/Basic?_count=1", "");
            HttpResponse<String> write =
                    server.send("POST", "/fhir/Basic", "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}");
            assertThat(read.statusCode()).as(read.body()).isEqualTo(503);
            assertThat(read.body()).contains("OperationOutcome", "transient");
            assertThat(read.headers().firstValue("Retry-After")).isPresent();
            assertThat(write.statusCode()).as(write.body()).isEqualTo(503);
            assertThat(server.status("/actuator/health")).isEqualTo(503);
        } finally {
            Files.move(away, settings);
        }
        server.awaitHealth();
        assertThat(server.status("/fhir/Basic?_count=1")).isEqualTo(200);
    }

    @Test
    @Order(6)
    void a_stopped_server_ends_the_requests_under_way() throws IOException {
        try (Writers writers = new Writers(server, "stop")) {
            writers.awaitMore(WRITES);
            server.stop();
            writers.finish();
            assertThat(writers.statuses().keySet()).isSubsetOf(Set.of(200, 201, 0));
            server = ServerProcess.start(directory);
            intact(writers);
        }
    }

    private static void intact(Writers writers) {
        assertThat(writers.lost(server)).as("acknowledged, but lost").isEmpty();
        assertThat(writers.halves(server)).as("stored in part").isEmpty();
    }
}
