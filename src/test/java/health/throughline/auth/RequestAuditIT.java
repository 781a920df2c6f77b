package health.throughline.auth;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.trail.TrailLines;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.AuditTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every request leaves its rows in the audit trail: one for each patient, also when it is refused. */
class RequestAuditIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static List<AuditRow> rows(String request) {
        return WORLD.server.part(AuditTable.class).find(new AuditQuery(), Long.MAX_VALUE, 200).stream()
                .filter(row -> row.line().request().id().equals(request))
                .toList();
    }

    private static HttpResponse<String> send(String method, String path, String token, String id, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(WORLD.fhir + "/" + path))
                .header("X-Request-Id", id)
                .header("Content-Type", "application/fhir+json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String user, String scope, String patient) {
        JsonNode response = WORLD.launched(user, WORLD.publicApp(), scope, patient);
        return response.path("access_token").asText();
    }

    @Test
    void a_read_a_search_and_a_write_leave_one_row_for_each_patient() throws Exception {
        String token = token("ann", "openid fhirUser launch/patient patient/*.cruds", WORLD.ann);
        String read = UUID.randomUUID().toString();
        assertThat(send("GET", "Patient/" + WORLD.ann, token, read, "").statusCode())
                .isEqualTo(200);
        assertThat(rows(read)).hasSize(1);
        AuditRow row = rows(read).get(0);
        assertThat(TrailLines.kind(row.line())).isEqualTo(Kind.READ);
        assertThat(row.line().patient()).isNotZero();
        assertThat(row.line().agent().userResource()).isEqualTo("Patient/" + WORLD.ann);
        assertThat(row.line().agent().purpose()).isEqualTo("PATRQT");
        assertThat(row.line().resource()).startsWith("Patient/" + WORLD.ann + "/_history/");

        String search = UUID.randomUUID().toString();
        send("GET", "Observation?patient=" + WORLD.ann, token, search, "");
        assertThat(rows(search)).hasSize(1);
        assertThat(rows(search).get(0).line().request().url()).isEqualTo("Observation?patient=" + WORLD.ann);

        String write = UUID.randomUUID().toString();
        String goal = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"mood\"},\"subject\":"
                + "{\"reference\":\"Patient/" + WORLD.ann + "\"}}";
        assertThat(send("POST", "Observation", token, write, goal).statusCode()).isEqualTo(201);
        assertThat(rows(write)).hasSize(1);
        assertThat(TrailLines.kind(rows(write).get(0).line())).isEqualTo(Kind.CREATE);
        assertThat(rows(write).get(0).line().patient()).isEqualTo(row.line().patient());
    }

    @Test
    void what_is_refused_leaves_a_row_too() throws Exception {
        String token = token("ann", "openid fhirUser launch/patient patient/Observation.rs", WORLD.ann);
        String missingScope = UUID.randomUUID().toString();
        assertThat(send("GET", "Condition", token, missingScope, "").statusCode())
                .isEqualTo(403);
        assertThat(rows(missingScope)).hasSize(1);
        assertThat(TrailLines.outcome(rows(missingScope).get(0).line()).name()).isEqualTo("SERIOUS_FAILURE");
        String nobody = UUID.randomUUID().toString();
        assertThat(send("GET", "Patient/" + WORLD.ann, "", nobody, "").statusCode())
                .isEqualTo(401);
        assertThat(rows(nobody)).hasSize(1);
        assertThat(rows(nobody).get(0).line().agent().account()).isEmpty();
        String another = UUID.randomUUID().toString();
        assertThat(send("GET", "Observation?patient=" + WORLD.bob, token, another, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rows(another))
                .as("nothing of Bob was given out")
                .allMatch(row -> row.line().patient() == 0);
    }
}
