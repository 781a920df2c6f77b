package health.throughline.record.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.Refusal;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditTrail;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.sql.Transactions;
import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.AuditTable;
import health.throughline.store.trail.SealTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What is recorded is committed when the call returns, or the call fails. */
class GroupCommitTrailIT {

    private final String database = ScratchPostgres.database();
    private final ConfigurableApplicationContext context = ScratchPostgres.record(database, Map.of());
    private final AuditTrail trail = context.getBean(AuditTrail.class);
    private final AuditTable table = context.getBean(AuditTable.class);

    @AfterEach
    void stop() {
        context.close();
    }

    private List<AuditRow> all() {
        return table.find(new AuditQuery(), Long.MAX_VALUE, 100_000);
    }

    @Test
    void an_entry_comes_back_as_it_was() {
        AuditEntry entry = AuditEntries.entry(
                Kind.EMERGENCY, Outcome.SERIOUS_FAILURE, 99, "Observation/1/_history/2", "{\"reason\":\"überdosis\"}");
        trail.record(List.of(entry));
        trail.record(List.of(entry, entry));
        assertThat(all()).hasSize(3).allSatisfy(row -> {
            assertThat(row.line()).isEqualTo(TrailLines.of(List.of(entry)).get(0));
            assertThat(TrailLines.kind(row.line())).isEqualTo(Kind.EMERGENCY);
            assertThat(TrailLines.outcome(row.line())).isEqualTo(Outcome.SERIOUS_FAILURE);
        });
    }

    @Test
    void what_postgresql_cannot_store_is_stored_without_it() {
        String mean = "Patient?name=a\u0000b\uD800c\uD83D\uDE00";
        trail.record(List.of(AuditEntries.entry(Kind.QUERY, 0, mean)));
        assertThat(all().get(0).line().resource()).isEqualTo("Patient?name=a\uFFFDb\uFFFDc\uD83D\uDE00");
    }

    @Test
    void many_callers_share_commits_and_each_finds_its_rows() throws Exception {
        int callers = 32;
        int each = 50;
        long before = commits();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<Future<?>> calls = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < callers; i++) {
            String resource = "Observation/caller-" + i;
            calls.add(threads.submit(() -> {
                start.await();
                for (int n = 1; n <= each; n++) {
                    trail.record(AuditEntries.read(resource));
                    assertThat(table.count(new AuditQuery().resource(resource))).isEqualTo(n);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();
        assertThat(all()).hasSize(callers * each);
        assertThat(commits() - before).isLessThan(callers * each * 3L / 4);
    }

    /** How many transactions have written rows. */
    private long commits() {
        return all().stream().map(AuditRow::transaction).distinct().count();
    }

    @Test
    void an_entry_that_cannot_be_stored_fails_for_its_caller_only() throws Exception {
        ScratchPostgres.execute(database, "ALTER TABLE audit ADD CHECK (resource <> 'Poison/1')");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean poisoned = i % 2 == 0;
            calls.add(threads.submit(() -> {
                for (int n = 0; n < 20; n++) {
                    if (poisoned) {
                        assertThatThrownBy(() -> trail.record(AuditEntries.read("Poison/1")))
                                .isInstanceOfSatisfying(
                                        Refusal.class,
                                        e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.UNAVAILABLE));
                    } else {
                        trail.record(AuditEntries.read("Fine/1"));
                    }
                }
            }));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();
        assertThat(all()).hasSize(80);
    }

    @Test
    void without_the_table_nothing_is_recorded_and_the_caller_is_refused() {
        ScratchPostgres.execute(database, "ALTER TABLE audit RENAME TO elsewhere");
        assertThatThrownBy(() -> trail.record(AuditEntries.read("Patient/1")))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.UNAVAILABLE));
        ScratchPostgres.execute(database, "ALTER TABLE elsewhere RENAME TO audit");
        trail.record(AuditEntries.read("Patient/1"));
        assertThat(all()).hasSize(1);
    }

    @Test
    void is_committed_even_if_the_callers_own_transaction_is_not() {
        Transactions transactions = context.getBean(Transactions.class);
        assertThatThrownBy(() -> transactions.write(() -> {
                    trail.record(AuditEntries.read("Patient/1"));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(all()).hasSize(1);
    }

    @Test
    void within_a_statement_of_the_record_rows_stand_or_fall_with_it() {
        Database record = context.getBean(Database.class);
        List<AuditLine> lines = TrailLines.of(AuditEntries.read("Patient/1"));
        Sql good = Sql.of("WITH nothing AS (SELECT 1)").add(AuditTable.insertion(lines));
        record.update("test", good.add(" DELETE FROM setting WHERE false"));
        assertThat(all()).hasSize(1);
        Sql bad = Sql.of("WITH nothing AS (SELECT 1)")
                .add(AuditTable.insertion(List.of(lines.get(0), lines.get(0))))
                .add(" INSERT INTO setting VALUES ('hash-secret', 'again')");
        assertThatThrownBy(() -> record.update("test", bad)).isInstanceOf(RuntimeException.class);
        assertThat(all()).hasSize(1);
    }

    @Test
    void an_interrupted_caller_gets_its_rows_in_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        trail.record(AuditEntries.read("Patient/1"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_row_that_is_committed_late_is_sealed_too() throws SQLException {
        Sealing sealing = context.getBean(Sealing.class);
        SealTable seals = context.getBean(SealTable.class);
        try (Connection late = DriverManager.getConnection(database, "postgres", "postgres")) {
            late.setAutoCommit(false);
            try (var statement = late.createStatement()) {
                statement.execute("INSERT INTO audit (time, patient, kind, outcome, account, user_resource, client, "
                        + "authorization_id, purpose, address, request, method, url, resource, detail) "
                        + "VALUES (1, 0, 1, 0, '', '', '', '', '', '', '', '', '', 'Late/1', '')");
            }
            trail.record(AuditEntries.read("Early/1"));
            sealing.follow();
            assertThat(seals.last()).isEmpty();
            late.commit();
        }
        sealing.follow();
        assertThat(seals.last().orElseThrow().count()).isEqualTo(2);
        TrailCheck.Result result = new TrailCheck(seals, System.currentTimeMillis()).run("", rows -> {});
        assertThat(result.broken()).isEmpty();
        assertThat(result.rows()).isEqualTo(2);
    }

    @Test
    void only_a_role_of_its_own_owns_the_tables() {
        Database record = context.getBean(Database.class);
        String owner = record.first(
                        "test",
                        Sql.of("SELECT tableowner FROM pg_tables WHERE tablename = 'audit'"),
                        row -> row.getString(1))
                .orElseThrow();
        assertThat(owner).isEqualTo("throughline_audit");
        assertThat(context.getBean(SealTable.class).guarded()).isTrue();
    }

    @Test
    void numbers_of_kinds_never_change() {
        assertThat(List.of(Kind.values()).stream().map(TrailLines::number))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(List.of(Outcome.values()).stream().map(TrailLines::number)).containsExactly(0, 4, 8, 12);
    }
}
