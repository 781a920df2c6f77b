package health.throughline.testing;

import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.Accounts;
import health.throughline.record.access.Role;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The server of the tests about accounts, and people with accounts. */
public final class AccountServer {

    /** Long enough and of no use elsewhere. */
    public static final String PASSWORD = "violet kettle drums at noon";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private AccountServer() {}

    private static final class Running {

        private static final OwnServer SERVER = OwnServer.start(
                "--throughline.auth.mode=secured",
                "--throughline.limit.sign-ins=100000",
                "--throughline.limit.pages=100000");
    }

    public static OwnServer server() {
        return Running.SERVER;
    }

    public static Accounts accounts() {
        return server().part(Accounts.class);
    }

    public static Browser browser() {
        return new Browser(server().root());
    }

    /** A new account with a one-time password. */
    public static Accounts.Issued issued(Role... roles) {
        String username = "person" + PEOPLE.incrementAndGet();
        return accounts().create(new AccountDraft(username, "Person of " + username, Set.of(roles), null, null));
    }

    /** A new account whose password is {@link #PASSWORD}; its user name. */
    public static String person(Role... roles) {
        Accounts.Issued issued = issued(roles);
        accounts().choosePassword(issued.entry().subject(), PASSWORD);
        return issued.entry().account().username();
    }

    /** A browser in which a new person with these roles is signed in. */
    public static Browser signedIn(Role... roles) {
        Browser browser = browser();
        browser.signIn(person(roles), PASSWORD).leadsTo("/account");
        return browser;
    }
}
