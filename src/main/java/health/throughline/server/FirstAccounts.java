package health.throughline.server;

import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.server.SampleAccounts.SampleAccount;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Lets the operator in: creates the first administrator, and with the sample one user of each role, and prints their
 * one-time passwords, once and not into the log.
 */
@Component
final class FirstAccounts {

    private final AuthProperties auth;
    private final SampleProperties sample;
    private final Accounts accounts;
    private final ClientRegistrations clients;

    FirstAccounts(AuthProperties auth, SampleProperties sample, Accounts accounts, ClientRegistrations clients) {
        this.clients = clients;
        this.auth = auth;
        this.sample = sample;
        this.accounts = accounts;
    }

    /** Does nothing where nobody is asked who they are, or where there are accounts already. */
    void create(String login, PrintStream out) {
        if (auth.open() || !accounts.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("The first accounts of this server. Sign in at " + login);
        lines.add("These passwords are shown only now. Each is to be changed at the first sign-in.");
        lines.add("Lost that of admin? Run: java -jar throughline.jar reset-admin");
        lines.add("");
        add(new AccountDraft("admin", "Administrator", Set.of(Role.ADMINISTRATOR), null, null), lines);
        if (sample.clients() > 0) {
            SampleAccounts.all().forEach(one -> add(draft(one), lines));
            lines.add("");
            addSystem(login.substring(0, login.lastIndexOf("/login")), lines);
        }
        out.print(box(lines));
    }

    /** A system of the programme's own, to try the API with. */
    private void addSystem(String root, List<String> lines) {
        ClientDraft draft = ClientDraft.of("Sample system", ClientKind.SYMMETRIC, List.of(), List.of("system/*.cruds"));
        var registered = clients.create("sample-system", draft);
        lines.add("An access token to try the API with, for a few minutes:");
        lines.add("curl -u sample-system:" + registered.secret() + " " + root + "/oauth2/token \\");
        lines.add("  -d grant_type=client_credentials -d scope=system/*.cruds");
    }

    private static AccountDraft draft(SampleAccount one) {
        ResourceKey user = ResourceKey.of(one.user()).orElseThrow();
        return new AccountDraft(one.username(), one.name(), Set.of(Role.of(one.role())), user, null);
    }

    private void add(AccountDraft draft, List<String> lines) {
        try {
            Accounts.Issued issued = accounts.createUnlinked(draft);
            String role = draft.roles().iterator().next().code();
            lines.add(String.format("%-14s %-26s %s", draft.username(), issued.oneTimePassword(), role));
        } catch (AccountRefused e) {
            // Another server on this database was first, and has printed it.
        }
    }

    private static String box(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        String edge = "+-" + "-".repeat(width) + "-+\n";
        StringBuilder box = new StringBuilder("\n").append(edge);
        lines.forEach(line -> box.append("| ")
                .append(line)
                .append(" ".repeat(width - line.length()))
                .append(" |\n"));
        return box.append(edge).append('\n').toString();
    }
}
