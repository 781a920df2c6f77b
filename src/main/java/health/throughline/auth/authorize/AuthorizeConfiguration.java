package health.throughline.auth.authorize;

import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.launch.Launches;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grants;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.AuditTrail;
import health.throughline.store.Keys;
import health.throughline.store.auth.ApprovalTable;
import health.throughline.store.auth.HandleTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the steps of an authorization. */
@Configuration(proxyBeanMethods = false)
class AuthorizeConfiguration {

    @Bean
    AuthTrail authTrail(AuditTrail trail, Keys keys) {
        return new AuthTrail(trail, keys);
    }

    @Bean
    Launches launches(HandleTable handles) {
        return new Launches(handles);
    }

    @Bean
    VisiblePatients visiblePatients(HealthRecord record, AccessPolicy policy) {
        return new RecordPatients(record, policy);
    }

    @Bean
    AuthorizeRequests authorizeRequests(ClientRegistrations clients, PublicUrls urls) {
        return new AuthorizeRequests(clients, urls);
    }

    @Bean
    AuthorizeFlow authorizeFlow(
            Launches launches,
            VisiblePatients patients,
            ApprovalTable approvals,
            HandleTable handles,
            Grants grants,
            PublicUrls urls) {
        return new AuthorizeFlow(launches, patients, approvals, handles, grants, urls);
    }
}
