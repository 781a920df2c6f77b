package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import health.throughline.ThroughlineApplication;
import health.throughline.api.HapiProvider;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.store.ScratchPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Operations that come as HAPI providers are served beside our own. */
class HapiProviderIT {

    private static ConfigurableApplicationContext context;
    private static String base;

    /** An operation as a library would bring it. */
    public static final class Renaming implements HapiProvider {

        private final HealthRecord record;

        Renaming(HealthRecord record) {
            this.record = record;
        }

        @Operation(name = "$renamed", typeName = "Patient", idempotent = true)
        public Patient renamed(
                @IdParam IdType id, @OperationParam(name = "family") StringType family, ServletRequestDetails request) {
            var version =
                    record.reader().read(new ResourceKey("Patient", id.getIdPart()), HapiProvider.access(request));
            Patient patient = (Patient) Fhir.parse(version.body());
            patient.getNameFirstRep().setFamily(family.getValue());
            return patient;
        }
    }

    /** Adds the provider to the server. */
    static class Configuration {

        @Bean
        Renaming renaming(HealthRecord record) {
            return new Renaming(record);
        }
    }

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(ThroughlineApplication.class, Configuration.class)
                .run(
                        "--server.port=0",
                        "--throughline.auth.mode=open",
                        "--throughline.store.url=" + ScratchPostgres.database(),
                        "--throughline.store.username=postgres",
                        "--throughline.sample.clients=0");
        base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/fhir";
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void an_annotated_operation_reads_the_record_and_answers() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + "/Patient/h1"))
                .header("Content-Type", "application/fhir+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Patient\",\"id\":\"h1\"}")));
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base + "/Patient/h1/$renamed?family=New")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"family\":\"New\"");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void our_own_interactions_are_untouched_by_it() throws IOException, InterruptedException {
        assertThat(send(HttpRequest.newBuilder(URI.create(base + "/Patient?_count=1")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(URI.create(base + "/Patient/$unknown")))
                        .statusCode())
                .isEqualTo(404);
    }
}
