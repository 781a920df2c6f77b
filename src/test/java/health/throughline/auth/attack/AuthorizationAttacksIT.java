package health.throughline.auth.attack;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.auth.Browser;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.token.Grants;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.testing.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups B6, B11, B12, B17 to B20 of the catalogue, by HTTP and with real tokens. */
class AuthorizationAttacksIT {

    private static final String MINE = "openid launch/patient patient/*.rs";
    private static String bobsGoal = "";

    @BeforeAll
    static void more() {
        WORLD.account("bob-b", Role.CLIENT, new ResourceKey("Patient", WORLD.bob));
        for (int i = 0; i < 3; i++) {
            goal(WORLD.ann);
        }
        bobsGoal = goal(WORLD.bob);
    }

    private static String store(String json, Object... arguments) {
        var resource = Json.json(json, arguments);
        String type = resource.path("resourceType").asText();
        return type + "/"
                + Objects.requireNonNull(WORLD.server
                                .part(HealthRecord.class)
                                .write(
                                        new Change.Create(new Change.Target(type, null, null), resource),
                                        Access.everything("test"))
                                .version())
                        .key()
                        .id();
    }

    private static void change(String key, String json, Object... arguments) {
        var resource = Json.json(json, arguments);
        String[] parts = key.split("/");
        resource.put("id", parts[1]);
        WORLD.server
                .part(HealthRecord.class)
                .write(
                        new Change.Update(Change.Target.of(new ResourceKey(parts[0], parts[1])), resource, null),
                        Access.everything("test"));
    }

    private static String goal(String patient) {
        return store(
                "{'resourceType':'Goal','lifecycleStatus':'active','description':{'text':'walk'},'subject':{'reference':"
                        + "'Patient/%s'}}",
                patient);
    }

    private static String token(String user, String scope) {
        return WORLD.launched(user, WORLD.publicApp(), scope, "")
                .path("access_token")
                .asText();
    }

    private static String next(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        for (JsonNode link : json(page).path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().substring(WORLD.fhir.length());
            }
        }
        throw new AssertionError("There is no next page in " + page.body());
    }

    private static HttpResponse<String> send(String method, String path, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(WORLD.fhir + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return WORLD.browser().send(request);
    }

    @Test
    void b06_a_page_link_is_of_use_to_nobody_else() {
        String anns = token("ann", MINE);
        String page = next(WORLD.fhir("/Goal?_count=1", anns));
        assertThat(WORLD.fhir(page, anns).statusCode()).isEqualTo(200);
        for (String other : List.of(token("bob-b", MINE), token("ann", MINE), token("lead", "openid user/*.rs"))) {
            HttpResponse<String> answer = WORLD.fhir(page, other);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("\"Goal\"");
        }
        assertThat(WORLD.browser().get(WORLD.fhir + page).statusCode()).isEqualTo(401);
    }

    @Test
    void b06_an_edited_page_link_is_refused() {
        String token = token("ann", MINE);
        String page = next(WORLD.fhir("/Goal?_count=1", token));
        int at = page.indexOf("_page=") + 6;
        String cursor = page.substring(at);
        for (int i = 0; i < cursor.length(); i += 3) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String edited = page.substring(0, at) + cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(WORLD.fhir(edited, token).statusCode()).as(edited).isIn(400, 404, 410);
        }
        for (String edited : List.of(
                page.replace("/Goal", "/Patient"),
                page.replace("_count=1", "_count=2"),
                page + "&subject=Patient/" + WORLD.bob,
                page.substring(0, at),
                page.substring(0, at) + "AAAA",
                page + "x")) {
            assertThat(WORLD.fhir(edited, token).statusCode()).as(edited).isIn(400, 404, 410);
        }
    }

    @Test
    void b06_a_page_link_ends_with_its_token_and_its_scopes() {
        String app = WORLD.publicApp();
        String token = WORLD.launched("ann", app, MINE, "").path("access_token").asText();
        String page = next(WORLD.fhir("/Goal?_count=1", token));
        var terms = WORLD.clients().find(app).orElseThrow().terms();
        WORLD.clients()
                .update(
                        app,
                        ClientDraft.of(
                                terms.name(),
                                terms.kind(),
                                terms.redirectUris(),
                                List.of("openid", "patient/Task.rs")));
        HttpResponse<String> narrowed = WORLD.fhir(page, token);
        assertThat(narrowed.statusCode()).isIn(200, 400, 403);
        assertThat(narrowed.body()).doesNotContain("\"Goal\"");
        Grants grants = WORLD.server.part(Grants.class);
        grants.of(WORLD.subject("ann")).forEach(grant -> grants.end(grant.id()));
        assertThat(WORLD.fhir(page, token).statusCode()).isEqualTo(401);
    }

    @Test
    void b01_other_methods_tell_no_more_than_get() {
        String token = token("ann", MINE);
        for (String method : List.of("HEAD", "OPTIONS", "TRACE")) {
            HttpResponse<String> hidden = send(method, "/" + bobsGoal, token, "");
            HttpResponse<String> absent = send(method, "/Goal/never", token, "");
            assertThat(hidden.statusCode()).as(method).isEqualTo(absent.statusCode());
            assertThat(hidden.headers().firstValue("ETag")).isEmpty();
            assertThat(hidden.headers().firstValue("Last-Modified")).isEmpty();
            assertThat(hidden.headers().firstValue("Content-Length"))
                    .isEqualTo(absent.headers().firstValue("Content-Length"));
        }
        HttpResponse<String> overridden = send("POST", "/" + bobsGoal, token, "", "X-HTTP-Method-Override", "DELETE");
        assertThat(overridden.statusCode()).isBetween(400, 499);
    }

    @Test
    void b11_ranges_and_types_open_no_binary() {
        String token = token("ann", MINE);
        String letter = store(
                "{'resourceType':'DocumentReference','status':'current','subject':{'reference':'Patient/%s'},'content':"
                        + "[{'attachment':{'title':'x'}}]}",
                WORLD.bob);
        String bobs = store(
                "{'resourceType':'Binary','contentType':'text/plain','securityContext':{'reference':'%s'},'data':"
                        + "'c2VjcmV0'}",
                letter);
        for (String[] headers : List.of(
                new String[] {"Range", "bytes=0-3"},
                new String[] {"Accept", "text/plain"},
                new String[] {"If-None-Match", "*"},
                new String[] {"If-Range", "W/\"1\"", "Range", "bytes=0-"})) {
            HttpResponse<String> answer = send("GET", "/" + bobs, token, "", headers);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("secr");
        }
    }

    @Test
    void b12_b13_b18_surfaces_that_are_not_there_are_not_there_with_a_token_either() {
        String token = token("lead", "openid user/*.rs");
        for (String path : List.of(
                "/$export",
                "/Group/x/$export",
                "/$export-poll-status?id=1",
                "/bulk/1/Patient.ndjson",
                "/Subscription/x/$status",
                "/other/Patient/" + WORLD.ann,
                "/DEFAULT/Patient/" + WORLD.ann,
                "/DocumentReference/$docref",
                "/Patient/" + WORLD.ann + "/$summary")) {
            assertThat(WORLD.fhir(path, token).statusCode()).as(path).isIn(400, 404);
        }
        Browser browser = WORLD.browser();
        for (String path : List.of("/other/fhir/Patient/", "/fhir2/Patient/", "/t/1/fhir/Patient/")) {
            HttpResponse<String> answer =
                    browser.send(HttpRequest.newBuilder(URI.create(WORLD.issuer + path + WORLD.ann))
                            .header("Authorization", "Bearer " + token)
                            .GET());
            assertThat(answer.statusCode()).as(path).isIn(401, 403, 404);
            assertThat(answer.body()).doesNotContain("Anders");
        }
        HttpResponse<String> tenant = send("GET", "/Patient/" + WORLD.ann, token, "", "X-Tenant-Id", "other");
        assertThat(tenant.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private static String emergency(String reason) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueReference\":{\"reference\":"
                + "\"Patient/" + WORLD.bob + "\"}},{\"name\":\"reason\",\"valueString\":\"" + reason
                + "\"},{\"name\":\"emergency\",\"valueString\":\"overdose, airway\"},{\"name\":\"affiliation\","
                + "\"valueString\":\"County hospital\"}]}";
    }

    @Test
    void b17_b20_a_clinician_s_token_follows_team_and_emergency() {
        String who = store("{'resourceType':'Practitioner','name':[{'family':'Tess'}]}");
        WORLD.account("tess", Role.THERAPIST, new ResourceKey("Practitioner", who.split("/")[1]));
        String token = token("tess", "openid user/*.rs");
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, token).statusCode()).isEqualTo(404);
        String team = store(
                "{'resourceType':'CareTeam','status':'active','subject':{'reference':'Patient/%s'},'participant':"
                        + "[{'member':{'reference':'%s'}}]}",
                WORLD.ann, who);
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, token).statusCode()).isEqualTo(200);
        String page = next(WORLD.fhir("/Goal?_count=1&patient=" + WORLD.ann, token));
        change(team, "{'resourceType':'CareTeam','status':'inactive','subject':{'reference':'Patient/%s'}}", WORLD.ann);
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, token).statusCode()).isEqualTo(404);
        assertThat(WORLD.fhir(page, token).body()).doesNotContain("\"Goal\"");

        assertThat(send("POST", "/$break-glass", token, emergency("short")).statusCode())
                .isEqualTo(400);
        assertThat(WORLD.fhir("/" + bobsGoal, token).statusCode()).isEqualTo(404);
        assertThat(send("POST", "/$break-glass", token("ann", MINE), emergency("found unconscious"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/$break-glass", token, emergency("found unconscious"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(WORLD.fhir("/" + bobsGoal, token).statusCode()).isEqualTo(200);
    }

    @Test
    void b19_a_relative_s_token_ends_with_what_it_rests_on() {
        String person = store(
                "{'resourceType':'RelatedPerson','active':true,'patient':{'reference':'Patient/%s'},'name':[{'text':"
                        + "'Rosa'}]}",
                WORLD.ann);
        WORLD.account("rosa", Role.RELATIVE, new ResourceKey("RelatedPerson", person.split("/")[1]));
        String consent = store(
                "{'resourceType':'Consent','status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':"
                        + "[{'uri':'urn:p'}],'patient':{'reference':'Patient/%s'},'provision':{'type':'permit','actor':"
                        + "[{'role':{'text':'x'},'reference':{'reference':'%s'}}]}}",
                WORLD.ann, person);
        String token = token("rosa", "openid user/*.rs");
        assertThat(json(WORLD.fhir("/Goal?_summary=count", token)).path("total").asInt())
                .isPositive();
        change(
                consent,
                "{'resourceType':'Consent','status':'inactive','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':"
                        + "[{'uri':'urn:p'}],'patient':{'reference':'Patient/%s'}}",
                WORLD.ann);
        HttpResponse<String> after = WORLD.fhir("/Goal", token);
        assertThat(after.statusCode()).isIn(200, 403);
        assertThat(after.body()).doesNotContain("\"Goal\"");
        WORLD.accounts().disable(WORLD.subject("rosa"));
        assertThat(WORLD.fhir("/Goal", token).statusCode()).isEqualTo(401);
    }
}
