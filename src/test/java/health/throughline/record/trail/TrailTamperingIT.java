package health.throughline.record.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.record.access.AuditTrail;
import health.throughline.server.command.VerifyAudit;
import health.throughline.store.ScratchPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Whoever alters the audit trail is refused; whoever switches that off first is found out by the seals. */
class TrailTamperingIT {

    private static final String OFF =
            "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER ALL; ";
    private static final Pattern HEAD = Pattern.compile("Head: ([0-9a-f]{64})");

    private static String template = "";
    private String database = "";

    /** Three seals of four rows each: ids 1 to 12. */
    @BeforeAll
    static void seal() {
        template = ScratchPostgres.database();
        try (ConfigurableApplicationContext context = ScratchPostgres.record(template, Map.of())) {
            AuditTrail trail = context.getBean(AuditTrail.class);
            Sealing sealing = context.getBean(Sealing.class);
            for (int i = 0; i < 12; i++) {
                trail.record(AuditEntries.read("Observation/" + i));
                if (i % 4 == 3) {
                    sealing.follow();
                }
            }
        }
    }

    @BeforeEach
    void copy() {
        database = ScratchPostgres.copy(template);
    }

    private record Run(int code, String text) {}

    private Run verify(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--throughline.store.url=" + database, "--throughline.store.username=postgres"));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = VerifyAudit.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    private String head() {
        Matcher head = HEAD.matcher(verify().text());
        assertThat(head.find()).isTrue();
        return head.group(1);
    }

    @Test
    void a_whole_trail_is_said_to_be_whole() {
        Run run = verify();
        assertThat(run.text()).contains("12 rows under", "The audit trail is whole.", "0 newer rows");
        assertThat(run.code()).isZero();
        assertThat(verify("--head=" + head()).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET detail = 'x' WHERE id = 3",
                "DELETE FROM audit WHERE false",
                "TRUNCATE audit",
                "UPDATE audit_seal SET count = 1",
                "DELETE FROM audit_seal",
                "TRUNCATE audit_seal",
                "SET session_replication_role = replica; DELETE FROM audit"
            })
    void nobody_changes_it(String change) {
        assertThatThrownBy(() -> ScratchPostgres.execute(database, change)).hasStackTraceContaining("new rows only");
    }

    @Test
    void a_changed_row_is_found() {
        ScratchPostgres.execute(database, OFF + "UPDATE audit SET account = 'other' WHERE id = 6");
        broken("Row 6 was changed");
    }

    @Test
    void a_deleted_row_is_found() {
        ScratchPostgres.execute(database, OFF + "DELETE FROM audit WHERE id = 7");
        broken("A row is missing behind row 6");
    }

    @Test
    void a_deleted_last_row_of_a_seal_is_found() {
        ScratchPostgres.execute(database, OFF + "DELETE FROM audit WHERE id = 12");
        broken("A row is missing behind row 11");
    }

    @Test
    void an_inserted_row_is_found() {
        ScratchPostgres.execute(
                database,
                "INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT 100, txid, time, patient, kind, outcome, account, "
                        + "user_resource, client, authorization_id, purpose, address, request, method, url, resource, "
                        + "detail FROM audit WHERE id = 5");
        broken("Row 100 was inserted");
    }

    @Test
    void a_row_moved_behind_the_last_seal_is_found() {
        ScratchPostgres.execute(database, OFF + "UPDATE audit SET txid = pg_current_xact_id() WHERE id = 5");
        broken("A row is missing");
    }

    @Test
    void several_changes_are_found() {
        ScratchPostgres.execute(database, OFF + "DELETE FROM audit WHERE id IN (5, 7)");
        broken("Several rows were changed, removed or inserted");
    }

    @Test
    void a_deleted_seal_is_found() {
        ScratchPostgres.execute(database, OFF + "DELETE FROM audit_seal WHERE number = 2");
        broken("Seal 2 is missing");
    }

    @Test
    void a_changed_seal_is_found() {
        ScratchPostgres.execute(database, OFF + "UPDATE audit_seal SET time = time + 1 WHERE number = 2");
        broken("The seal itself was changed: under seal 2");
    }

    @Test
    void a_seal_with_another_hash_is_found() {
        ScratchPostgres.execute(database, OFF + "UPDATE audit_seal SET hash = sha256('x') WHERE number = 2");
        broken("The seal itself was changed: under seal 2");
    }

    @Test
    void a_trail_cut_off_at_its_end_is_found_by_the_head() {
        String head = head();
        ScratchPostgres.execute(
                database,
                OFF + "DELETE FROM audit WHERE id > 8; DELETE FROM audit_seal WHERE number = "
                        + "(SELECT max(number) FROM audit_seal)");
        assertThat(verify().code()).isZero();
        Run run = verify("--head=" + head);
        assertThat(run.text()).contains("No seal has the given head");
        assertThat(run.code()).isOne();
    }

    @Test
    void rows_whose_seals_were_removed_are_found_after_a_while() {
        ScratchPostgres.execute(
                database,
                OFF + "UPDATE audit SET time = time - 3600000 WHERE id > 8; DELETE FROM audit_seal WHERE number = "
                        + "(SELECT max(number) FROM audit_seal)");
        broken("No seal covers the rows from");
    }

    private void broken(String place) {
        Run run = verify();
        assertThat(run.text()).contains("WAS ALTERED", place);
        assertThat(run.code()).isOne();
    }
}
