package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed between a check-in and the alert that follows from it raises that alert once it is back, once. */
class RestartMidwayIT {

    private static final String ALERTS = "/fhir/DetectedIssue?_summary=count&patient=Patient/%s&code="
            + "https://throughline.example/fhir/CodeSystem/alert-type%%7Ccraving-spike";

    @TempDir
    private Path directory;

    private static ObjectNode tree(HttpResponse<String> response) {
        return FhirJson.parse(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ServerProcess server, String path, ObjectNode resource) throws IOException {
        HttpResponse<String> response =
                server.send("PUT", "/fhir/" + path, new String(FhirJson.bytes(resource), StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static void craving(ServerProcess server, String patient) throws IOException {
        put(server, "Patient/" + patient, json("{'resourceType':'Patient','id':'%s'}", patient));
        put(
                server,
                "EpisodeOfCare/" + patient,
                json(
                        "{'resourceType':'EpisodeOfCare','id':'%s','status':'active','patient':{'reference':'Patient/%s'},"
                                + "'type':[{'coding':[{'system':'https://throughline.example/fhir/CodeSystem/program-track',"
                                + "'code':'sud'}]}],'period':{'start':'2026-09-01'}}",
                        patient, patient));
        put(
                server,
                "Observation/" + patient,
                json(
                        "{'resourceType':'Observation','id':'%s','status':'final','code':{'coding':[{'system':"
                                + "'https://throughline.example/fhir/CodeSystem/checkin-item','code':'craving'}]},"
                                + "'subject':{'reference':'Patient/%s'},'effectiveDateTime':'%s','valueInteger':9}",
                        patient, patient, Instant.now().toString()));
    }

    private static long alerts(ServerProcess server, String patient) throws IOException {
        return tree(server.send("GET", ALERTS.formatted(patient), ""))
                .path("total")
                .asLong();
    }

    private static void awaitOne(ServerProcess server, String patient) throws IOException {
        for (int i = 0; i < 150 && alerts(server, patient) == 0; i++) {
            ServerProcess.pause(100);
        }
        assertThat(alerts(server, patient)).as("alerts of %s", patient).isEqualTo(1);
    }

    @Test
    void exactly_one_alert() throws IOException {
        ServerProcess server = ServerProcess.start(directory);
        try {
            craving(server, "at-once");
            server.kill();
            server = ServerProcess.start(directory);
            awaitOne(server, "at-once");

            craving(server, "a-moment-later");
            ServerProcess.pause(600);
            server.kill();
            server = ServerProcess.start(directory);
            awaitOne(server, "a-moment-later");

            ServerProcess.pause(1500);
            assertThat(alerts(server, "at-once")).isEqualTo(1);
            assertThat(alerts(server, "a-moment-later")).isEqualTo(1);
        } finally {
            server.close();
        }
    }
}
