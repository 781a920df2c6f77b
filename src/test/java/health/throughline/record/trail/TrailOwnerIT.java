package health.throughline.record.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.record.access.AuditTrail;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditTable;
import health.throughline.store.trail.SealTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Whose the tables of the trail are, by what the migrating user may do; see audit.md, The role. */
class TrailOwnerIT {

    private static String ownedBy(String user, String attributes) {
        String database = ScratchPostgres.database();
        String name = database.substring(database.lastIndexOf('/') + 1, database.indexOf('?'));
        ScratchPostgres.execute(database, "CREATE ROLE " + user + " LOGIN PASSWORD 'secret' " + attributes);
        ScratchPostgres.execute(database, "ALTER DATABASE " + name + " OWNER TO " + user);
        return database;
    }

    private static ConfigurableApplicationContext start(String database, String user) {
        // the scratch URL names its superuser, which would win
        String plain = database.replaceAll("([?&])(user|password)=[^&]*&?", "$1");
        return ScratchPostgres.record(
                plain, Map.of("throughline.store.username", user, "throughline.store.password", "secret"));
    }

    private static void works(ConfigurableApplicationContext context) {
        context.getBean(AuditTrail.class).record(AuditEntries.read("Patient/1"));
        // Rows are sealed once no older transaction runs, on whatever database of this PostgreSQL.
        for (int i = 0; i < 100 && context.getBean(SealTable.class).last().isEmpty(); i++) {
            context.getBean(Sealing.class).follow();
            pause();
        }
        assertThat(context.getBean(AuditTable.class).count(new AuditQuery())).isEqualTo(1);
        assertThat(context.getBean(SealTable.class).last()).isPresent();
        assertThatThrownBy(() -> context.getBean(Database.class).update("test", Sql.of("DELETE FROM audit")))
                .hasMessageContaining("42501");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_user_without_rights_keeps_them_under_triggers() {
        try (ConfigurableApplicationContext context = start(ownedBy("plain_owner", ""), "plain_owner")) {
            works(context);
            assertThat(context.getBean(SealTable.class).separateOwner()).isFalse();
            assertThat(context.getBean(SealTable.class).guarded()).isTrue();
        }
    }

    @Test
    void a_user_who_may_create_roles_gives_them_away() {
        String database = ownedBy("making_owner", "CREATEROLE");
        ScratchPostgres.execute(
                database,
                "DO $$ BEGIN ALTER ROLE throughline_audit RENAME TO audit_aside; "
                        + "EXCEPTION WHEN undefined_object THEN NULL; END $$");
        try (ConfigurableApplicationContext context = start(database, "making_owner")) {
            works(context);
            assertThat(context.getBean(SealTable.class).separateOwner()).isTrue();
            assertThatThrownBy(() -> context.getBean(Database.class)
                            .update("test", Sql.of("ALTER TABLE audit DISABLE TRIGGER audit_append_only")))
                    .hasMessageContaining("42501");
        } finally {
            ScratchPostgres.execute(database, "ALTER ROLE throughline_audit RENAME TO audit_of_making_owner");
            ScratchPostgres.execute(
                    database,
                    "DO $$ BEGIN ALTER ROLE audit_aside RENAME TO throughline_audit; "
                            + "EXCEPTION WHEN undefined_object THEN NULL; END $$");
        }
    }
}
