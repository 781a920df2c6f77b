package health.throughline.server;

import health.throughline.api.HapiProvider;
import health.throughline.api.Interactions;
import health.throughline.api.RequestAccess;
import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.client.CrossOrigin;
import health.throughline.auth.site.PublicUrls;
import health.throughline.fhir.remote.OutgoingCalls;
import health.throughline.record.access.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the FHIR endpoint on its path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServerProperties.class, SampleProperties.class, OutgoingProperties.class})
class ServerConfiguration {

    @Bean
    ServletRegistrationBean<FhirServer> fhirServer(
            ServerProperties properties,
            AuthProperties auth,
            RequestAccess access,
            Interactions interactions,
            FhirGuard guard,
            CrossOrigin cors,
            MeterRegistry meters,
            List<HapiProvider> providers)
            throws UnknownHostException {
        if (auth.open()) {
            requireLoopback(properties.bind());
        }
        RequestReader reader = new RequestReader(
                access, properties.base(), properties.maxBody().toBytes());
        FhirServer server = new FhirServer(reader, interactions, cors, guard, meters, providers);
        ServletRegistrationBean<FhirServer> registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> outcomesForAllErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(OutcomeValve.class.getName());
            }
        });
    }

    @Bean
    FhirGuard fhirGuard(FhirLimits limits, AuditTrail trail) {
        return new FhirGuard(limits, new RequestAudit(trail));
    }

    @Bean
    PublicUrls publicUrls(ServerProperties properties) {
        return new PublicUrls(properties.base());
    }

    @Bean
    CrossOrigin crossOrigin(ServerProperties properties, ClientRegistrations clients) {
        return new CrossOrigin(properties.corsOrigins(), clients);
    }

    @Bean
    OutgoingCalls outgoingCalls(OutgoingProperties properties) {
        return new OutgoingCalls(properties.allow(), properties.plainLoopback());
    }

    /** In the mode open nobody is asked who they are, so nobody else may reach the server. */
    private static void requireLoopback(String bind) throws UnknownHostException {
        if (!InetAddress.getByName(bind).isLoopbackAddress()) {
            throw new IllegalStateException(
                    "throughline.bind=" + bind + " would open the record to the network, and with "
                            + "throughline.auth.mode=open callers are not asked who they are. Bind to 127.0.0.1, or use "
                            + "the mode secured.");
        }
    }
}
