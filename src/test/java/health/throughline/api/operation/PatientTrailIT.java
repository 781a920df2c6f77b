package health.throughline.api.operation;

import static health.throughline.api.audit.TrailCalls.ALL;
import static health.throughline.record.trail.AuditEntries.THERAPIST;
import static health.throughline.record.trail.AuditEntries.entry;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.audit.TrailCalls;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Agent;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditEntry.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** $accesses and $disclosures: what a client learns of who saw their record. */
class PatientTrailIT {

    private static final Agent EMERGENCY = new Agent("account-8", "", "plan-app", "", "ETREAT", "");
    private static final Agent HERSELF = new Agent("account-9", "Patient/ann", "portal", "", "PATRQT", "");

    private static TrailCalls trail;

    @BeforeAll
    static void fill() {
        trail = new TrailCalls();
        trail.put(json("{'resourceType':'Patient','id':'ann'}"));
        trail.put(json("{'resourceType':'Practitioner','id':'therapist','name':[{'given':['Jane'],'family':'Doe'}]}"));
        trail.put(json(
                "{'resourceType':'PractitionerRole','id':'r','practitioner':{'reference':'Practitioner/therapist'},"
                        + "'organization':{'display':'Bridge IOP'},'code':[{'text':'Therapist'}]}"));
        long ann = trail.key("ann");
        trail.record(at("2026-02-01T10:00:00Z", Kind.READ, THERAPIST, ann, "Goal/1", ""));
        trail.record(at("2026-02-01T11:00:00Z", Kind.QUERY, THERAPIST, ann, "", ""));
        trail.record(at("2026-02-01T12:00:00Z", Kind.QUERY, THERAPIST, ann, "", ""));
        trail.record(at("2026-02-01T13:00:00Z", Kind.UPDATE, THERAPIST, ann, "Goal/1", ""));
        trail.record(at("2026-02-01T14:00:00Z", Kind.READ, THERAPIST, 5, "Goal/2", ""));
        trail.record(at("2026-02-02T10:00:00Z", Kind.EMERGENCY, EMERGENCY, ann, "", "{\"reason\":\"overdose\"}"));
        trail.record(at("2026-02-03T10:00:00Z", Kind.READ, HERSELF, ann, "Goal/1", ""));
        trail.record(at("2026-02-03T10:00:00Z", Kind.DISCLOSURE, THERAPIST, ann, "Composition/1", """
                {"recipient":"Organization/pcp","recipientName":"Dr. Lee","consents":["Consent/1","Consent/2"]}"""));
        trail.record(at("2020-02-03T10:00:00Z", Kind.DISCLOSURE, THERAPIST, ann, "Composition/0", ""));
        trail.record(entry(Kind.DISCLOSURE, Outcome.SERIOUS_FAILURE, ann, "Composition/2", ""));
    }

    private static AuditEntry at(String time, Kind kind, Agent agent, long patient, String resource, String detail) {
        Request request = new Request("r", "GET", "url");
        long millis = Instant.parse(time).toEpochMilli();
        return new AuditEntry(millis, kind, agent, request, Outcome.SUCCESS, patient, resource, detail);
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    private static List<JsonNode> all(String url) {
        List<JsonNode> found = new ArrayList<>();
        for (String next = url; !next.isEmpty(); ) {
            ObjectNode page = trail.json(next, trail.client("ann"));
            next = "";
            for (JsonNode parameter : page.path("parameter")) {
                if (parameter.path("name").asText().equals("next")) {
                    next = parameter.path("valueUri").asText();
                } else {
                    found.add(parameter);
                }
            }
        }
        return found;
    }

    private static String part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                JsonNode value = part.properties().stream()
                        .filter(child -> child.getKey().startsWith("value"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
                return value.isValueNode() ? value.asText() : value.toString();
            }
        }
        return "";
    }

    @Test
    void accesses_are_told_by_person_and_day() {
        List<JsonNode> days = all("Patient/ann/$accesses?start=2026-02-01&end=2026-02-28");
        assertThat(days)
                .extracting(day -> part(day, "date") + " " + part(day, "text"))
                .containsExactly(
                        "2026-02-03 Jane Doe gave parts of it to others once.",
                        "2026-02-03 You looked at your record once.",
                        "2026-02-02 A member of staff opened it in an emergency.",
                        "2026-02-01 Jane Doe looked at your record 3 times and changed it once.");
        JsonNode first = days.get(3);
        assertThat(part(first, "role")).isEqualTo("Therapist");
        assertThat(part(first, "organization")).isEqualTo("Bridge IOP");
        assertThat(part(first, "looked")).isEqualTo("3");
        assertThat(part(first, "first")).isEqualTo("2026-02-01T10:00:00Z");
        assertThat(part(first, "last")).isEqualTo("2026-02-01T13:00:00Z");
        assertThat(part(first, "emergency")).isEqualTo("false");
        assertThat(part(days.get(2), "emergency")).isEqualTo("true");
    }

    @Test
    void pages_make_up_the_whole() {
        String url = "Patient/ann/$accesses?start=2020-01-01";
        assertThat(all(url + "&_count=1")).hasSize(6).isEqualTo(all(url));
    }

    @Test
    void disclosures_of_three_years_are_accounted_for() {
        List<JsonNode> disclosures = all("Patient/ann/$disclosures");
        assertThat(disclosures).hasSize(1);
        JsonNode one = disclosures.get(0);
        assertThat(part(one, "date")).isEqualTo("2026-02-03T10:00:00Z");
        assertThat(part(one, "recipient")).contains("Organization/pcp", "Dr. Lee");
        assertThat(part(one, "purposeText")).isEqualTo("treatment");
        assertThat(part(one, "description")).isEqualTo("Composition");
        assertThat(one.toString()).contains("Consent/1", "Consent/2");
        assertThat(all("Patient/ann/$disclosures?start=2019")).hasSize(2);
    }

    @Test
    void others_learn_nothing() {
        assertThat(trail.get("Patient/bob/$accesses", trail.client("ann")).status())
                .isEqualTo(403);
        assertThat(trail.get("Patient/bob/$disclosures", trail.client("ann")).status())
                .isEqualTo(403);
        assertThat(trail.get("Patient/ann/$accesses?start=x", ALL).status()).isEqualTo(400);
        assertThat(trail.get("Patient/ann/$accesses?who=x", ALL).status()).isEqualTo(400);
    }

    @Test
    void the_parameters_may_be_posted() {
        byte[] body = FhirJson.bytes(json("{'resourceType':'Parameters','parameter':["
                + "{'name':'start','valueDate':'2026-02-02'},{'name':'end','valueDate':'2026-02-02'}]}"));
        ObjectNode answer = FhirJson.parse(java.util.Objects.requireNonNull(
                trail.call("POST", "Patient/ann/$accesses", body, ALL).body()));
        assertThat(answer.path("parameter")).hasSize(1);
    }
}
