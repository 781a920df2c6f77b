package health.throughline.server.command;

import health.throughline.auth.account.AccountConfiguration;
import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.record.access.Role;
import health.throughline.store.account.AccountStore;
import health.throughline.store.start.CommandStore;
import health.throughline.store.start.StartRefused;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Lets an administrator in again whom nobody can: prints a one-time password, whether the server runs meanwhile or not. */
public final class ResetAdmin {

    /** The command as the first argument names it. */
    public static final String NAME = "reset-admin";

    private static final String ADMIN = "admin";

    private ResetAdmin() {}

    /**
     * Runs the command; what it has to say it prints.
     *
     * @return the exit code of the process
     */
    public static int run(List<String> arguments, PrintStream out) {
        List<String> named =
                arguments.stream().filter(one -> !one.startsWith("--")).toList();
        if (named.size() > 1) {
            out.printf("Usage: %s [<user name>] [--throughline.store.…=…]%n", NAME);
            return 2;
        }
        String username = named.isEmpty() ? ADMIN : named.get(0);
        try (CommandStore store = GivenStore.open(arguments);
                AccountStore accounts = AccountStore.of(store)) {
            Accounts.Issued issued = reset(AccountConfiguration.forCommand(accounts), username);
            out.printf(
                    "The one-time password of %s is%n%n    %s%n%nIt can be used for three days, and is to be changed at "
                            + "the first sign-in. A second step has to be set up anew.%n",
                    issued.entry().account().username(), issued.oneTimePassword());
            return 0;
        } catch (StartRefused e) {
            out.println(e.getMessage() + " " + e.action());
        } catch (AccountRefused e) {
            out.println(e.getMessage());
        } catch (UncheckedIOException e) {
            out.println("The database cannot be reached: " + e.getMessage());
        }
        return 1;
    }

    /** The first administrator is created where there is none of that name; nobody else becomes one by it. */
    private static Accounts.Issued reset(Accounts accounts, String username) {
        var entry = accounts.named(username);
        if (entry.isEmpty()) {
            return accounts.create(new AccountDraft(username, "Administrator", Set.of(Role.ADMINISTRATOR), null, null));
        }
        if (!entry.get().account().roles().contains(Role.ADMINISTRATOR)) {
            throw new AccountRefused(
                    "username", "This user is no administrator; an administrator can reset the account.");
        }
        return accounts.recover(username);
    }
}
