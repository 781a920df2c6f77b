package health.throughline.auth.client;

import health.throughline.auth.site.PublicUrls;
import health.throughline.fhir.remote.OutgoingCalls;
import health.throughline.store.auth.ClientTable;
import health.throughline.store.auth.HandleTable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the registered clients and their proofs. */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    ClientRegistrations clientRegistrations(ClientTable table, ApplicationEventPublisher events) {
        return new ClientRegistrations(table, events);
    }

    @Bean
    KeySets keySets(OutgoingCalls calls) {
        return new KeySets(calls);
    }

    @Bean
    ClientAssertions clientAssertions(ClientRegistrations clients, KeySets keys, HandleTable used, PublicUrls urls) {
        return new ClientAssertions(clients, keys, used, urls);
    }

    @Bean
    ClientProof clientProof(ClientRegistrations clients, ClientAssertions assertions, RegisteredClients registered) {
        return new ClientProof(clients, assertions, registered);
    }
}
