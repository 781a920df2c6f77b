package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Browser;
import health.throughline.testing.Call;
import health.throughline.testing.OwnServer;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** RFC 6585, 4: who asks too often is told so, and when to go on. */
class LimitsIT {

    private static final OwnServer SERVER = OwnServer.start(
            "--throughline.auth.mode=secured",
            "--throughline.limit.per-client=1",
            "--throughline.limit.per-client-burst=3",
            "--throughline.limit.per-address=1",
            "--throughline.limit.per-address-burst=20",
            "--throughline.limit.sign-ins=3",
            "--throughline.limit.tokens=2");

    private static Reply asked(String token) {
        return Call.get(SERVER.base() + "/metadata?_summary=true")
                .header("Authorization", "Bearer " + token)
                .send();
    }

    @Test
    void one_token_waits_and_others_do_not_until_the_address_does() {
        for (int i = 0; i < 3; i++) {
            assertThat(asked("one").status()).isNotEqualTo(429);
        }
        Reply reply = asked("one").expect(429);
        assertThat(reply.issueCode()).isEqualTo("throttled");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 61);
        assertThat(asked("two").status()).isNotEqualTo(429);
        for (int i = 0; i < 20; i++) {
            asked("other" + i);
        }
        asked("fresh").expect(429);
    }

    @Test
    void signing_in_is_slowed_down_by_address() {
        Browser browser = new Browser(SERVER.root());
        browser.get("/login").expect(200);
        for (int i = 0; i < 3; i++) {
            browser.get("/login");
            browser.submit("/login", "username", "name" + i, "password", "x").expect(403);
        }
        browser.get("/login");
        Browser.Shown shown = browser.submit("/login", "username", "name", "password", "x")
                .expect(429)
                .says("<h1>Please wait</h1>");
        assertThat(Integer.parseInt(shown.header("Retry-After"))).isPositive();
    }

    @Test
    void tokens_are_asked_for_as_slowly() {
        Browser app = new Browser(SERVER.root());
        app.post("/oauth2/token", "grant_type=x");
        app.post("/oauth2/introspect", "token=x");
        app.post("/oauth2/introspect", "token=y").expect(429).says("temporarily_unavailable");
    }

    @Test
    void a_page_reads_no_large_body() {
        new Browser(SERVER.root()).post("/admin/users", "a".repeat(300_000)).expect(413);
    }

    @Test
    void an_open_server_counts_nobody() {
        OwnServer open = OwnServer.start("--throughline.limit.per-client=1", "--throughline.limit.per-client-burst=1");
        for (int i = 0; i < 5; i++) {
            Call.get(open.base() + "/metadata?_summary=true")
                    .header("Authorization", "Bearer one")
                    .send()
                    .expect(200);
        }
    }
}
