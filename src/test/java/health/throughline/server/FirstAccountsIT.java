package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.account.Accounts;
import health.throughline.server.command.ResetAdmin;
import health.throughline.store.ScratchPostgres;
import health.throughline.testing.Browser;
import health.throughline.testing.OwnServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How an operator gets in: at the first start, and after the password is lost. */
@ExtendWith(OutputCaptureExtension.class)
class FirstAccountsIT {

    private static final String CHOSEN = "violet kettle drums at noon";

    private static String password(String printed, String username) {
        Matcher found =
                Pattern.compile("\\| " + username + "\\s+([a-z0-9-]{23})").matcher(printed);
        assertThat(found.find()).as(printed).isTrue();
        return found.group(1);
    }

    @Test
    void the_first_start_prints_a_password_for_each_and_the_next_start_none(CapturedOutput output) {
        String url = ScratchPostgres.database();
        String[] settings = {
            "--throughline.auth.mode=secured", "--throughline.sample.clients=1", "--throughline.store.url=" + url
        };
        OwnServer server = OwnServer.start(settings);
        String printed = output.getOut();
        new Browser(server.root())
                .signInFirst("admin", password(printed, "admin"), CHOSEN)
                .leadsTo("/account");
        for (String username : List.of(
                "lead", "therapist", "prescriber", "case-manager", "admissions", "peer", "client", "relative")) {
            new Browser(server.root())
                    .signIn(username, password(printed, username))
                    .leadsTo("/login/password");
        }
        assertThat(printed.lines().filter(line -> line.contains(password(printed, "admin"))))
                .hasSize(1)
                .allMatch(line -> line.startsWith("| admin"));
        OwnServer.start(settings);
        assertThat(output.getOut().substring(printed.length())).doesNotContain("The first accounts of this server");
        reset(url, "admin", server);
    }

    private static void reset(String url, String username, OwnServer server) {
        String said = run(0, "--throughline.store.url=" + url, "--throughline.store.username=postgres");
        Matcher found = Pattern.compile("    ([a-z0-9-]{23})").matcher(said);
        assertThat(found.find()).as(said).isTrue();
        new Browser(server.root()).signIn(username, CHOSEN).expect(403);
        new Browser(server.root())
                .signInFirst(username, found.group(1), "another long pass phrase")
                .leadsTo("/account");
        assertThat(run(1, "therapist", "--throughline.store.url=" + url, "--throughline.store.username=postgres"))
                .contains("no administrator");
        assertThat(run(2, "a", "b")).contains("Usage");
    }

    private static String run(int code, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ResetAdmin.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_secured_server_loads_its_sample_and_says_whom_it_asks(CapturedOutput output) throws InterruptedException {
        OwnServer.secured("--throughline.sample.clients=1");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!output.getOut().contains("The sample is loaded") && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        assertThat(output.getOut())
                .contains("The sample is loaded")
                .contains("asks callers for access tokens")
                .doesNotContain("The sample was not loaded");
    }

    @Test
    void an_open_server_has_no_accounts(CapturedOutput output) {
        OwnServer server = OwnServer.start();
        assertThat(server.part(Accounts.class).isEmpty()).isTrue();
        assertThat(output.getOut()).doesNotContain("The first accounts", "generated security password");
    }
}
