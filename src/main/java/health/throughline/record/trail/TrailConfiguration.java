package health.throughline.record.trail;

import health.throughline.record.access.AuditTrail;
import health.throughline.store.Keys;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.trail.AccessDays;
import health.throughline.store.trail.AuditTable;
import health.throughline.store.trail.SealTable;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the audit trail together. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {

    @Bean
    AuditTrail auditTrail(AuditTable table) {
        return new GroupCommitTrail(table);
    }

    @Bean
    Sealing sealing(SealTable seals, StoreLocks locks) {
        return new Sealing(seals, locks, Clock.systemUTC());
    }

    @Bean
    VisibleAudit visibleAudit(Keys keys) {
        return new VisibleAudit(keys);
    }

    @Bean
    PatientTrail patientTrail(
            AuditTable table,
            AccessDays days,
            VisibleAudit visible,
            Keys keys,
            @Value("${throughline.time-zone}") ZoneId zone) {
        return new PatientTrail(table, days, visible, keys, zone);
    }
}
