package health.throughline.auth.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.account.AuthProperties.Mode;
import health.throughline.auth.discovery.DocumentServlet.Document;
import health.throughline.auth.site.PublicUrls;
import health.throughline.fhir.FhirJson;
import health.throughline.store.auth.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the discovery documents on their paths. Those below the FHIR base win over it, for they are exact. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiscoveryProperties.class)
class DiscoveryConfiguration {

    private static final String SMART = "/fhir/.well-known/smart-configuration";
    private static final String BRANDS = "/fhir/.well-known/user-access-brands.json";
    private static final String JSON = "application/json";

    @Bean
    ServletRegistrationBean<DocumentServlet> discovery(
            PublicUrls urls,
            AuthProperties auth,
            DiscoveryProperties properties,
            @Value("${throughline.smart.dynamic-registration:false}") boolean registration) {
        Map<String, Document> all = new LinkedHashMap<>();
        String brands = "";
        if (!properties.brandsFile().isEmpty()) {
            brands = urls.fhir() + "/.well-known/user-access-brands.json";
            all.put(BRANDS, document(read(properties.brandsFile()), "application/fhir+json"));
        }
        DiscoveryDocuments documents = new DiscoveryDocuments(urls, registration, brands, properties.brandIdentifier());
        if (auth.mode() != Mode.EXTERNAL) {
            all.put(SMART, document(documents.smart(), JSON));
            all.put("/.well-known/openid-configuration", document(documents.openId(), JSON));
            all.put("/.well-known/oauth-authorization-server", document(documents.oauth(), JSON));
        } else if (!properties.smartFile().isEmpty()) {
            all.put(SMART, document(read(properties.smartFile()), JSON));
        }
        ServletRegistrationBean<DocumentServlet> registered = new ServletRegistrationBean<>(new DocumentServlet(all));
        registered.setName("discovery");
        registered.setUrlMappings(all.isEmpty() ? java.util.List.of("/fhir/.well-known/none") : all.keySet());
        return registered;
    }

    private static Document document(ObjectNode json, String type) {
        byte[] body = FhirJson.prettyBytes(json);
        String hash = HexFormat.of().formatHex(Hashes.of(json.toString())).substring(0, 32);
        return new Document(body, type, "W/\"" + hash + "\"");
    }

    /** @throws RuntimeException at start, when it cannot be read or is no JSON object */
    private static ObjectNode read(String file) {
        try {
            return FhirJson.parse(Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
