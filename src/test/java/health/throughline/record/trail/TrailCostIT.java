package health.throughline.record.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.trail.SealTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;

/** What an entry of the audit trail costs this process: {@code -Dtrail.cost=true}; figures stand in audit.md. */
@EnabledIfSystemProperty(named = "trail.cost", matches = "true")
class TrailCostIT {

    private static final int ONE_CALLER = 8_000;
    private static final int EACH = 2_000;

    @Test
    void an_entry_costs() throws Exception {
        try (ConfigurableApplicationContext context = ScratchPostgres.record(ScratchPostgres.database(), Map.of())) {
            AuditTrail trail = context.getBean(AuditTrail.class);
            alone(trail, ONE_CALLER);
            together(trail, 8);
            Database questions = context.getBean(Database.class);
            nothing(questions);
            System.out.println("COST a SELECT 1, for comparison: " + nothing(questions));
            System.out.println("COST one caller: " + alone(trail, ONE_CALLER));
            for (int callers : new int[] {4, 16}) {
                System.out.println("COST " + callers + " callers: " + together(trail, callers));
            }
            Database database = context.getBean(Database.class);
            System.out.println("COST " + size(database));
            context.getBean(Sealing.class).follow();
            long start = System.nanoTime();
            TrailCheck.Result result =
                    new TrailCheck(context.getBean(SealTable.class), System.currentTimeMillis()).run("", rows -> {});
            System.out.println("COST check: " + per("row, wall", System.nanoTime() - start, result.rows()));
            assertThat(result.broken()).isEmpty();
        }
    }

    private static String alone(AuditTrail trail, int entries) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        call(trail, entries);
        long wall = System.nanoTime() - start;
        return per("entry, CPU", threads.getCurrentThreadCpuTime() - cpu, entries) + per("entry, wall", wall, entries);
    }

    @Test
    void without_waiting_for_the_disk() throws Exception {
        String database = ScratchPostgres.database();
        String name = database.substring(database.lastIndexOf('/') + 1, database.indexOf('?'));
        ScratchPostgres.execute(database, "ALTER DATABASE " + name + " SET synchronous_commit = off");
        try (ConfigurableApplicationContext context = ScratchPostgres.record(database, Map.of())) {
            AuditTrail trail = context.getBean(AuditTrail.class);
            alone(trail, ONE_CALLER);
            alone(trail, ONE_CALLER);
            System.out.println("COST one caller, no fsync: " + alone(trail, ONE_CALLER));
        }
    }

    /** What any statement costs on this machine. */
    private static String nothing(Database database) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ONE_CALLER; i++) {
            database.number("test", Sql.of("SELECT 1"));
        }
        return per("statement, CPU", threads.getCurrentThreadCpuTime() - cpu, ONE_CALLER);
    }

    private static void call(AuditTrail trail, int entries) {
        for (int i = 0; i < entries; i++) {
            List<AuditEntry> one = AuditEntries.read("Observation/" + i);
            trail.record(one);
        }
    }

    private static String together(AuditTrail trail, int callers) throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        long cpu = process.getProcessCpuTime();
        long start = System.nanoTime();
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            calls.add(threads.submit(() -> call(trail, EACH)));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();
        long wall = System.nanoTime() - start;
        long entries = (long) callers * EACH;
        return per("entry, CPU of the process", process.getProcessCpuTime() - cpu, entries)
                + per("entry, wall", wall, entries);
    }

    private static String size(Database database) {
        return database.first(
                        "test",
                        Sql.of("SELECT count(*), pg_table_size('audit'), pg_indexes_size('audit'), "
                                + "count(DISTINCT txid) FROM audit"),
                        row -> String.format(
                                Locale.ROOT,
                                "%,d rows in %,d transactions; %,d bytes of table and %,d of indexes a row",
                                row.getLong(1),
                                row.getLong(4),
                                row.getLong(2) / row.getLong(1),
                                row.getLong(3) / row.getLong(1)))
                .orElseThrow();
    }

    private static String per(String what, long nanos, long count) {
        return String.format(Locale.ROOT, "%.1f µs per %s; ", nanos / 1e3 / count, what);
    }
}
