package health.throughline.api.audit;

import static health.throughline.api.audit.TrailCalls.ALL;
import static health.throughline.record.trail.AuditEntries.THERAPIST;
import static health.throughline.record.trail.AuditEntries.entry;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirResponse;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Agent;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditEntry.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/auditevent.html#search on the server's own trail; https://profiles.ihe.net/ITI/BALP/. */
class AuditEventIT {

    private static final String URL = "Observation?subject:Patient.name=Smith&code=1&x%00=2";

    private static TrailCalls trail;

    /** Rows 1 to 8. */
    @BeforeAll
    static void fill() {
        trail = new TrailCalls();
        trail.put(json("{'resourceType':'Patient','id':'ann'}"));
        trail.put(json("{'resourceType':'Patient','id':'bob'}"));
        long ann = trail.key("ann");
        long bob = trail.key("bob");
        Agent app = new Agent("", "", "billing", "", "", "");
        Request vread = new Request("r-2", "GET", "Goal/2/_history/1");
        trail.record(entry(Kind.READ, ann, "Observation/1"));
        trail.record(new AuditEntry(at("2026-03-01"), Kind.READ, THERAPIST, vread, Outcome.SUCCESS, bob, "Goal/2", ""));
        trail.record(query(ann), query(bob));
        trail.record(entry(Kind.UPDATE, Outcome.SERIOUS_FAILURE, ann, "Observation/1", ""));
        trail.record(entry(Kind.LOGIN, 0, ""));
        trail.record(new AuditEntry(
                at("2026-02-01"),
                Kind.DELETE,
                app,
                new Request("r", "DELETE", "x"),
                Outcome.SUCCESS,
                bob,
                "Goal/3",
                ""));
        trail.record(entry(Kind.DISCLOSURE, Outcome.SUCCESS, ann, "Composition/1", """
                {"recipient":"Organization/pcp","recipientName":"Dr. Lee","consents":["Consent/1"]}"""));
    }

    private static AuditEntry query(long patient) {
        return new AuditEntry(
                System.currentTimeMillis(),
                Kind.QUERY,
                THERAPIST,
                new Request("r-3", "GET", URL),
                Outcome.SUCCESS,
                patient,
                "",
                "");
    }

    private static long at(String day) {
        return Instant.parse(day + "T12:00:00Z").toEpochMilli();
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';8 7 6 5 4 3 2 1",
                "_id=3;3",
                "_id=no-number;''",
                "patient=ann;8 5 3 1",
                "patient=Patient/bob;7 4 2",
                "patient=ann,bob;8 7 5 4 3 2 1",
                "entity=Patient/ann;8 5 3 1",
                "entity=Observation/1;5 1",
                "date=2026-03;2",
                "date=lt2026-02-15;7",
                "date=ge2026-03-01&date=le2026-03-01;2",
                "date=gt2026-03-01;8 6 5 4 3 1",
                "date=ne2026-03-01;8 7 6 5 4 3 1",
                "agent=Practitioner/therapist;8 6 5 4 3 2 1",
                "agent=billing;7",
                "agent:identifier=account-7;8 6 5 4 3 2 1",
                "agent=nobody;''",
                "action=R;8 2 1",
                "action=D,U;7 5",
                "outcome=0;8 7 6 4 3 2 1",
                "outcome=http://terminology.hl7.org/CodeSystem/audit-event-outcome|8;5",
                "type=rest;7 5 4 3 2 1",
                "type=http://dicom.nema.org/resources/ontology/DCM|110114;6",
                "type=http://dicom.nema.org/resources/ontology/DCM|rest;''",
                "subtype=vread;2",
                "subtype=read;1",
                "subtype=http://hl7.org/fhir/restful-interaction|;7 5 4 3 2 1",
                "subtype=disclose&patient=ann;8",
                "_count=2&_sort=-date;8 7 6 5 4 3 2 1",
            })
    void a_search_finds(String query, String ids) {
        assertThat(String.join(" ", trail.ids("AuditEvent?" + query, ALL))).isEqualTo(ids);
    }

    @Test
    void a_total_is_counted() {
        assertThat(trail.json("AuditEvent?patient=ann&_count=1&_total=accurate", ALL)
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        ObjectNode counted = trail.json("AuditEvent?_summary=count", ALL);
        assertThat(counted.path("total").asInt()).isEqualTo(8);
        assertThat(counted.has("entry")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=yesterday",
                "_sort=date",
                "name=x",
                "patient=a/b/c",
                "outcome=1",
                "_count=x",
                "action:not=R",
                "_page=aaaa"
            })
    void what_cannot_be_asked_is_refused(String query) {
        assertThat(trail.get("AuditEvent?" + query, ALL).status()).isEqualTo(400);
    }

    @Test
    void a_compartment_search_and_a_read_give_the_same() {
        assertThat(trail.ids("Patient/ann/AuditEvent?type=rest", ALL)).containsExactly("5", "3", "1");
        assertThat(trail.json("AuditEvent/5", ALL))
                .isEqualTo(trail.json("AuditEvent?_id=5", ALL).at("/entry/0/resource"));
        assertThat(trail.get("AuditEvent/99", ALL).status()).isEqualTo(404);
        assertThat(trail.get("AuditEvent/x", ALL).status()).isEqualTo(404);
    }

    @Test
    void a_read_is_told_as_balp_tells_it() {
        JsonNode event = trail.json("AuditEvent/1", ALL);
        assertThat(event.at("/meta/profile/0").asText()).endsWith("IHE.BasicAudit.PatientRead");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("read");
        assertThat(event.path("agent").findValuesAsText("requestor"))
                .containsExactly("true", "false", "false", "false");
        assertThat(event.at("/agent/0/who/reference").asText()).isEqualTo("Practitioner/therapist");
        assertThat(event.at("/agent/0/purposeOfUse/0/coding/0/code").asText()).isEqualTo("TREAT");
        assertThat(event.at("/agent/1/network/address").asText()).isEqualTo("192.0.2.7");
        assertThat(event.at("/agent/2/who")).isEqualTo(event.at("/source/observer"));
        assertThat(event.at("/entity/0/what/reference").asText()).isEqualTo("Patient/ann");
        assertThat(event.at("/entity/1/what/reference").asText()).isEqualTo("Observation/1");
        assertThat(event.at("/entity/2/what/identifier/value").asText()).isEqualTo("request-1");
    }

    @Test
    void a_query_is_kept_as_it_was_sent_and_described_without_its_values() {
        JsonNode query = trail.json("AuditEvent/3", ALL).at("/entity/1");
        assertThat(decoded(query)).isEqualTo(URL);
        assertThat(query.path("description").asText()).isEqualTo("GET Observation?subject:Patient.name&code");
    }

    private static String decoded(JsonNode query) {
        return new String(Base64.getDecoder().decode(query.path("query").asText()), StandardCharsets.UTF_8);
    }

    @Test
    void a_client_sees_what_concerns_them_and_not_what_could_name_others() {
        var ann = trail.client("ann");
        assertThat(trail.ids("AuditEvent?patient=ann", ann)).containsExactly("8", "5", "3", "1");
        assertThat(trail.get("AuditEvent", ann).status()).isEqualTo(403);
        assertThat(trail.get("AuditEvent?patient=bob", ann).status()).isEqualTo(403);
        assertThat(trail.get("AuditEvent?patient=ann,bob", ann).status()).isEqualTo(403);
        assertThat(trail.get("Patient/bob/AuditEvent", ann).status()).isEqualTo(403);
        assertThat(trail.get("AuditEvent/2", ann).status()).isEqualTo(404);
        assertThat(trail.get("AuditEvent/6", ann).status()).isEqualTo(404);
        JsonNode event = trail.json("AuditEvent/3", ann);
        assertThat(decoded(event.at("/entity/1"))).doesNotContain("Smith");
        assertThat(event.toString()).doesNotContain("192.0.2.7", "authorization-9");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, AuditEvent",
        "PUT, AuditEvent/1",
        "PATCH, AuditEvent/1",
        "DELETE, AuditEvent/1",
        "DELETE, AuditEvent?type=x"
    })
    void nobody_writes_one(String method, String url) {
        byte[] content = FhirJson.bytes(json("{'resourceType':'AuditEvent','id':'1'}"));
        FhirResponse response = trail.call(method, url, content, ALL);
        assertThat(response.status()).isEqualTo(405);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("AuditEvent, which it alone writes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    void nobody_writes_one_in_a_bundle(String type) {
        ObjectNode bundle = json(
                "{'resourceType':'Bundle','type':'%s','entry':[{'resource':%s,"
                        + "'request':{'method':'PUT','url':'AuditEvent/own'}}]}",
                type, trail.json("AuditEvent/1", ALL).put("id", "own").toString());
        FhirResponse response = trail.call("POST", "", FhirJson.bytes(bundle), ALL);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(type.equals("batch") ? text : text + response.status()).contains("405");
        assertThat(text).contains("writ");
        assertThat(trail.ids("AuditEvent?_id=own", ALL)).isEqualTo(List.of());
    }
}
