package health.throughline.auth.authorize;

import health.throughline.auth.account.Account;
import java.util.List;

/** The patients that a user may choose for an app: those whose record the user may see. */
public interface VisiblePatients {

    /**
     * One to choose.
     *
     * @param name for people to read
     * @param born as the record has it; empty when it does not
     */
    record Choice(String id, String name, String born) {}

    /**
     * Some of them.
     *
     * @param next where the following page starts; empty on the last
     */
    record Page(List<Choice> choices, String next) {}

    /** One encounter to choose. */
    record Visit(String id, String description) {}

    /**
     * A page of them, by name.
     *
     * @param text beginning of a name, or an id; empty for all
     * @param from where the page starts; empty for the first
     */
    Page search(Account account, String text, String from);

    /** Whether this is one of them. */
    boolean sees(Account account, String patient);

    /** Whether this is an encounter of that patient that the user may see. */
    boolean seesVisit(Account account, String patient, String encounter);

    /** The newest encounters of a patient that the user may see. */
    List<Visit> visits(Account account, String patient);
}
