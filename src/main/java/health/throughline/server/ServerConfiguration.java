package health.throughline.server;

import health.throughline.api.HapiProvider;
import health.throughline.api.Interactions;
import health.throughline.api.RequestAccess;
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
@EnableConfigurationProperties({ServerProperties.class, SampleProperties.class})
class ServerConfiguration {

    @Bean
    ServletRegistrationBean<FhirServer> fhirServer(
            ServerProperties properties,
            RequestAccess access,
            Interactions interactions,
            FhirLimits limits,
            MeterRegistry meters,
            List<HapiProvider> providers)
            throws UnknownHostException {
        requireLoopback(properties.bind());
        RequestReader reader = new RequestReader(
                access, properties.base(), properties.maxBody().toBytes());
        FhirServer server = new FhirServer(
                reader, interactions, new Cors(properties.corsOrigins()), limits, meters, providers);
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

    /** Nobody is asked who they are yet, so nobody else may reach the server. */
    private static void requireLoopback(String bind) throws UnknownHostException {
        if (!InetAddress.getByName(bind).isLoopbackAddress()) {
            throw new IllegalStateException(
                    "throughline.bind=" + bind + " would open the record to the network, and this "
                            + "version does not ask callers who they are. Bind to 127.0.0.1.");
        }
    }
}
