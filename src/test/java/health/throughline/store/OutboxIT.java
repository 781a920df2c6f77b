package health.throughline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter;
import health.throughline.record.access.Access;
import health.throughline.store.event.EventTable;
import health.throughline.store.event.EventTable.Event;
import health.throughline.store.event.EventTable.Position;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Every change leaves one event in its own transaction, and a reader that goes on from where it was misses none. */
class OutboxIT {

    private static final Access ALL = Access.everything("writer");

    private String database = "";
    private ConfigurableApplicationContext context;
    private HealthRecord record;
    private EventTable events;

    OutboxIT() {
        database = ScratchPostgres.database();
        context = ScratchPostgres.record(database, Map.of());
        record = context.getBean(HealthRecord.class);
        events = context.getBean(EventTable.class);
    }

    @BeforeEach
    void starts_empty() {
        assertThat(events.after(Position.START, 10)).isEmpty();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private static Change put(String id, String text) {
        var resource = FhirJson.object().put("resourceType", "Basic").put("id", id);
        resource.putObject("code").put("text", text);
        return new Change.Update(Change.Target.of(new ResourceKey("Basic", id)), resource, null);
    }

    private static Change delete(String id) {
        return new Change.Delete(Change.Target.of(new ResourceKey("Basic", id)), null, false);
    }

    @Test
    void each_change_leaves_one_event_and_what_changes_nothing_leaves_none() {
        record.write(put("a", "1"), ALL);
        record.write(put("a", "1"), ALL);
        record.write(put("a", "2"), ALL);
        record.write(delete("a"), ALL);
        record.write(delete("a"), ALL);
        record.write(delete("never"), ALL);
        List<Event> all = events.after(Position.START, 10);
        assertThat(all.stream().map(event -> event.type() + " " + event.version() + " " + event.operation()))
                .containsExactly("Basic 1 CREATE", "Basic 2 UPDATE", "Basic 3 DELETE");
    }

    @Test
    void what_is_rolled_back_leaves_no_event() {
        assertThatThrownBy(() -> record.atomically(() -> {
                    record.write(put("a", "1"), ALL);
                    throw new IllegalStateException("after the write");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> record.write(
                        List.of(
                                new RecordWriter.Entry(put("b", "1"), "", ""),
                                new RecordWriter.Entry(put("b", "2"), "", "")),
                        ALL))
                .isInstanceOf(RuntimeException.class);
        record.write(put("c", "1"), ALL);
        assertThat(events.after(Position.START, 10)).hasSize(1);
    }

    @Test
    void an_event_that_commits_late_is_not_missed() throws SQLException {
        try (Connection early = connection();
                Connection late = connection()) {
            event(late, 1); // the lower transaction and the lower id, but committed last
            event(early, 2);
            early.commit();
            record.write(put("a", "1"), ALL);
            assertThat(events.after(Position.START, 10))
                    .as("all wait for the oldest")
                    .isEmpty();
            late.commit();
        }
        assertThat(events.after(Position.START, 10).stream().map(Event::version))
                .containsExactly(1, 2, 1);
    }

    @Test
    void an_id_taken_late_by_an_older_transaction_is_not_missed() throws SQLException {
        Position position = Position.START;
        try (Connection older = connection();
                Connection younger = connection()) {
            older.createStatement().execute("SELECT pg_current_xact_id()");
            event(younger, 2);
            event(older, 1);
            older.commit();
            List<Event> first = events.after(position, 10);
            assertThat(first.stream().map(Event::version)).containsExactly(1);
            position = first.get(0).position();
            younger.commit(); // its id is below the one already read
        }
        assertThat(events.after(position, 10).stream().map(Event::version)).containsExactly(2);
    }

    @Test
    void a_reader_beside_many_writers_sees_each_event_once() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = "w" + i;
            work.add(writers.submit(() -> {
                for (int j = 0; j < 60; j++) {
                    record.write(put(id, "n" + j), ALL);
                }
            }));
        }
        List<Event> seen = new ArrayList<>();
        Position position = Position.START;
        long end = System.nanoTime() + 60_000_000_000L;
        while (seen.size() < 480 && System.nanoTime() < end) {
            List<Event> page = events.after(position, 7);
            seen.addAll(page);
            position = page.isEmpty() ? position : page.get(page.size() - 1).position();
        }
        for (Future<?> one : work) {
            one.get();
        }
        writers.shutdown();
        assertThat(seen.stream()
                        .map(event -> event.rid() + "/" + event.version())
                        .distinct())
                .hasSize(480);
        assertThat(seen).hasSize(480);
        seen.stream()
                .map(Event::rid)
                .distinct()
                .forEach(rid -> assertThat(seen.stream()
                                .filter(event -> event.rid() == rid)
                                .map(Event::version))
                        .as("in the order of the versions")
                        .isSorted());
    }

    private Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void event(Connection connection, int version) throws SQLException {
        connection
                .createStatement()
                .execute("INSERT INTO event (rid, ver, type, op) VALUES (1, " + version + ", 1, 1)");
    }
}
