package health.throughline.auth.admin;

import static health.throughline.testing.AccountServer.PASSWORD;
import static health.throughline.testing.AccountServer.accounts;
import static health.throughline.testing.AccountServer.browser;
import static health.throughline.testing.AccountServer.person;
import static health.throughline.testing.AccountServer.server;
import static health.throughline.testing.AccountServer.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.AccountRefused;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.testing.Browser;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What administrators do with users, on pages and by the API, and what others may not. */
class AdministrationIT {

    private static final Pattern PASSWORD_SHOWN = Pattern.compile("<code class=\"secret\">([^<]+)</code>");

    private static String shownPassword(Browser.Shown shown) {
        Matcher found = PASSWORD_SHOWN.matcher(shown.text());
        assertThat(found.find()).as(shown.text()).isTrue();
        return found.group(1);
    }

    private static String path(String username) {
        return "/admin/users/" + accounts().named(username).orElseThrow().subject();
    }

    @Test
    void a_user_is_created_and_signs_in() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        admin.get("/admin").leadsTo("/admin/users");
        admin.get("/admin/users/new");
        Browser.Shown created = admin.submit(
                        "/admin/users/new",
                        "username",
                        "M.Jones",
                        "name",
                        "Maria Jones",
                        "roles",
                        "therapist",
                        "roles",
                        "peer")
                .expect(200)
                .says("User created", "m.jones");
        browser().signInFirst("m.jones", shownPassword(created), PASSWORD).leadsTo("/account");
        admin.get("/admin/users?text=maria").says("m.jones", "Maria Jones", "peer, therapist", "active");
        admin.get("/admin/users?text=nobody-like-this").says("Nobody is called like this");
    }

    @Test
    void what_is_wrong_with_a_user_is_told_at_the_field() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        String taken = person(Role.PEER);
        admin.get("/admin/users/new");
        admin.submit("/admin/users/new", "username", taken, "name", "X", "roles", "peer")
                .expect(422)
                .says("Error: Somebody has this user name already", "value=\"" + taken + "\"");
        admin.submit("/admin/users/new", "username", "x", "name", "X", "roles", "peer")
                .expect(422);
        admin.submit("/admin/users/new", "username", "nobody1", "name", "X")
                .expect(422)
                .says("at least one role");
        admin.submit("/admin/users/new", "username", "nobody1", "name", "X", "roles", "system")
                .expect(422);
        admin.submit("/admin/users/new", "username", "nobody1", "name", "X", "roles", "client")
                .expect(422)
                .says("needs a link to a Patient");
        admin.submit("/admin/users/new", "username", "nobody1", "name", "X", "roles", "client", "user", "Patient/none")
                .expect(422)
                .says("There is no Patient/none in the record");
        admin.submit("/admin/users/new", "username", "nobody1", "name", "X", "roles", "peer", "user", "Device/1")
                .expect(422);
        assertThat(accounts().named("nobody1")).isEmpty();
    }

    @Test
    void a_user_is_linked_to_the_record() {
        ObjectNode patient = FhirJson.object();
        patient.put("resourceType", "Patient");
        String id = "linked-patient";
        patient.put("id", id);
        server().part(HealthRecord.class)
                .write(
                        new Change.Update(Change.Target.of(new ResourceKey("Patient", id)), patient, null),
                        Access.everything("test"));
        Browser admin = signedIn(Role.ADMINISTRATOR);
        admin.get("/admin/users/new");
        admin.submit(
                        "/admin/users/new",
                        "username",
                        "linked",
                        "name",
                        "Linked",
                        "roles",
                        "client",
                        "user",
                        "Patient/" + id)
                .expect(200);
        var account = accounts().named("linked").orElseThrow().account();
        assertThat(account.user()).hasToString("Patient/" + id);
        assertThat(accounts().of(java.util.Objects.requireNonNull(account.user())))
                .hasSize(1);
    }

    @Test
    void a_change_of_roles_signs_the_user_out() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        String username = person(Role.THERAPIST);
        Browser user = browser();
        user.signIn(username, PASSWORD);
        admin.get(path(username)).says(username);
        admin.submit(path(username), "name", "New Name", "roles", "peer").leadsTo(path(username));
        user.get("/account").leadsTo("/login?because=over");
        assertThat(accounts().named(username).orElseThrow().account().roles()).containsExactly(Role.PEER);
    }

    @Test
    void a_user_is_disabled_and_enabled() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        String username = person(Role.THERAPIST);
        Browser user = browser();
        user.signIn(username, PASSWORD);
        admin.get(path(username));
        admin.submit(path(username) + "/disable").leadsTo(path(username));
        user.get("/account").leadsTo("/login?because=over");
        user.signIn(username, PASSWORD).expect(403);
        admin.get(path(username)).says("disabled");
        admin.submit(path(username) + "/enable").leadsTo(path(username));
        user.signIn(username, PASSWORD).leadsTo("/account");
    }

    @Test
    void a_password_is_reset() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        String username = person(Role.THERAPIST);
        Browser user = browser();
        user.signIn(username, PASSWORD);
        admin.get(path(username));
        String fresh = shownPassword(admin.submit(path(username) + "/password").expect(200));
        user.get("/account").leadsTo("/login?because=over");
        browser().signIn(username, PASSWORD).expect(403);
        browser().signInFirst(username, fresh, "another long pass phrase").leadsTo("/account");
    }

    @Test
    void others_see_nothing_of_it() {
        Browser therapist = signedIn(Role.THERAPIST, Role.CLINICAL_LEAD);
        for (String path : new String[] {"/admin", "/admin/users", "/admin/users/new", "/admin/users/x"}) {
            therapist.get(path).expect(403).says("Not for your role");
            browser().get(path).leadsTo("/login");
        }
        therapist.get("/admin/api/users").expect(403);
        browser().get("/admin/api/users").expect(401);
        therapist.get("/account").expect(200);
        assertThat(therapist.get("/account").text()).doesNotContain("/admin");
    }

    @Test
    void there_is_always_an_administrator() {
        var own = health.throughline.testing.OwnServer.start("--throughline.auth.mode=secured");
        var all = own.part(health.throughline.auth.account.Accounts.class);
        String subject = all.named("admin").orElseThrow().subject();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> all.disable(subject))
                .isInstanceOf(AccountRefused.class)
                .hasMessageContaining("last administrator");
        assertThat(all.find(subject).orElseThrow().disabled()).isFalse();
    }

    @Test
    void scripts_use_the_api() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        String token =
                json(admin.get("/admin/api/session").expect(200)).path("token").asText();
        String draft = "{\"username\":\"scripted\",\"name\":\"Scripted\",\"roles\":[\"admissions\"]}";
        ObjectNode created =
                json(admin.json("POST", "/admin/api/users", token, draft).expect(201));
        String subject = created.path("subject").asText();
        assertThat(created.path("oneTimePassword").asText()).hasSize(23);
        ObjectNode read = json(admin.get("/admin/api/users/" + subject).expect(200));
        assertThat(read.path("username").asText()).isEqualTo("scripted");
        assertThat(read.path("oneTimePassword").isNull()).isTrue();
        admin.json("POST", "/admin/api/users", token, draft).expect(422).says("user name already", "username");
        admin.json("POST", "/admin/api/users", token, "{").expect(400);
        admin.json("POST", "/admin/api/users", "wrong", draft).expect(403);
        admin.json("PUT", "/admin/api/users/" + subject, token, draft.replace("admissions", "peer"))
                .expect(200)
                .says("\"peer\"");
        admin.json("POST", "/admin/api/users/" + subject + "/disable", token, "")
                .expect(200)
                .says("\"disabled\":true");
        admin.json("POST", "/admin/api/users/" + subject + "/enable", token, "").expect(200);
        admin.json("POST", "/admin/api/users/" + subject + "/password", token, "")
                .expect(200);
        admin.get("/admin/api/users?text=scripted").expect(200).says("scripted");
        admin.get("/admin/api/users/nobody").expect(404);
    }

    @Test
    void an_app_is_registered_changed_and_disabled() {
        Browser admin = signedIn(Role.ADMINISTRATOR);
        admin.get("/admin/clients").expect(200).says("Register an app");
        admin.get("/admin/clients/new");
        admin.submit("/admin/clients/new", "name", "", "kind", "symmetric", "minutes", "x")
                .expect(422);
        admin.submit(
                        "/admin/clients/new",
                        "name",
                        "Bad",
                        "kind",
                        "symmetric",
                        "redirects",
                        "javascript:alert(1)",
                        "scopes",
                        "openid",
                        "minutes",
                        "60")
                .expect(422)
                .says("value=\"javascript:alert(1)\"");
        Browser.Shown made = admin.submit(
                        "/admin/clients/new",
                        "name",
                        "Mood Diary",
                        "kind",
                        "symmetric",
                        "redirects",
                        "https://diary.example/back https://diary.example/other",
                        "scopes",
                        "launch/patient patient/*.rs openid fhirUser",
                        "minutes",
                        "30")
                .expect(200)
                .says("shown only now");
        String id = shownPassword(made);
        String path = "/admin/clients/" + id;
        admin.get("/admin/clients").says("Mood Diary", "symmetric", "enabled");
        admin.get(path).says("https://diary.example/back https://diary.example/other", "value=\"30\"");
        admin.submit(
                        path,
                        "name",
                        "Mood Diary 2",
                        "redirects",
                        "https://diary.example/back",
                        "scopes",
                        "patient/*.rs launch/patient",
                        "minutes",
                        "60")
                .leadsTo(path);
        admin.get(path).says("Mood Diary 2");
        admin.submit(path + "/secret").expect(200).says("New secret", "shown only now");
        admin.get(path);
        admin.submit(path + "/disable").leadsTo(path);
        admin.get(path).says("disabled");
        admin.submit(path + "/enable").leadsTo(path);
        admin.get("/admin/clients/nobody").expect(404);
        signedIn(Role.THERAPIST).get("/admin/clients").expect(403);
    }

    private static ObjectNode json(Browser.Shown shown) {
        return FhirJson.parse(shown.text().getBytes(StandardCharsets.UTF_8));
    }
}
