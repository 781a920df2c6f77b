package health.throughline.auth;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.trail.TrailLines;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditTable;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What leaves the programme by a consent carries the notice of 42 CFR 2.32 and its consent, and is accounted for. */
class ReleaseIT {

    private static void put(String type, String id, String content) {
        var resource = json(content).put("resourceType", type).put("id", id);
        WORLD.server
                .part(HealthRecord.class)
                .write(
                        new Change.Update(Change.Target.of(new ResourceKey(type, id)), resource, null),
                        Access.everything("test"));
    }

    private static long disclosures() {
        return WORLD.server.part(AuditTable.class).find(new AuditQuery(), Long.MAX_VALUE, 500).stream()
                .filter(row -> TrailLines.kind(row.line()) == Kind.DISCLOSURE)
                .count();
    }

    @Test
    void the_notice_and_the_consent_go_with_what_leaves() {
        put("Organization", "clinic-release", "{'active':true,'name':'Clinic'}");
        put(
                "Observation",
                "release-1",
                "{'status':'final','code':{'text':'weight'},'subject':{'reference':'Patient/" + WORLD.bob + "'}}");
        put(
                "Consent",
                "release",
                "{'status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope',"
                        + "'code':'patient-privacy'}]},'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],"
                        + "'patient':{'reference':'Patient/" + WORLD.bob + "'},'dateTime':'2026-11-01T10:00:00Z',"
                        + "'performer':[{'reference':'Patient/" + WORLD.bob + "'}],"
                        + "'organization':[{'display':'Programme'}],'sourceAttachment':{'title':'Signed form'},"
                        + "'policy':[{'uri':'https://www.ecfr.gov/current/title-42/part-2'}],"
                        + "'provision':{'type':'permit','period':{'start':'2026-11-01','end':'"
                        + LocalDate.now().plusYears(1)
                        + "'},'actor':[{'role':{'text':'recipient'},'reference':{'reference':"
                        + "'Organization/clinic-release'}}],'purpose':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'TREAT'}]}}");
        var system = WORLD.clients()
                .create(new ClientDraft(
                        "Clinic",
                        "",
                        "",
                        ClientKind.SYMMETRIC,
                        List.of(),
                        "",
                        "",
                        "",
                        List.of("system/*.rs"),
                        List.of(),
                        "clinic-release",
                        ClientDraft.HOUR));
        HttpResponse<String> token = WORLD.form(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "system/*.rs"),
                SmartWorld.basic(system));
        String access = SmartWorld.json(token).path("access_token").asText();
        long before = disclosures();

        HttpResponse<String> read = WORLD.fhir("/Observation/release-1", access);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.headers().firstValue("Redisclosure-Notice").orElse(""))
                .isEqualTo("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
        assertThat(read.headers().firstValue("Consent-Reference").orElse("")).contains("Consent/release");
        assertThat(disclosures()).isEqualTo(before + 1);

        HttpResponse<String> search = WORLD.fhir("/Observation?patient=Patient/" + WORLD.bob, access);
        assertThat(search.body()).contains("42CFRPart2", "RedisclosureProhibitionMark");
        assertThat(disclosures()).isEqualTo(before + 2);

        HttpResponse<String> nothing = WORLD.fhir("/Observation?patient=Patient/" + WORLD.ann, access);
        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(nothing.headers().firstValue("Redisclosure-Notice")).isEmpty();
        assertThat(disclosures()).isEqualTo(before + 2);
    }
}
