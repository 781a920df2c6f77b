package health.throughline.record.access;

import health.throughline.fhir.Refusal;
import health.throughline.search.plan.Restriction;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one caller may do with the record, during one request; every method of the record takes one. What the request gives
 * out and changes is noted in it.
 */
public final class Access {

    private final Rights rights;
    private final AccessLog log = new AccessLog();

    public Access(Rights rights) {
        this.rights = rights;
    }

    /** A caller who may do everything with the rows of {@code restriction}. */
    public Access(String agent, Restriction restriction) {
        this(new Rights(agent, Rights.UNKNOWN, same(restriction), true, true, "", Map.of()));
    }

    /** A caller who sees and writes everything. */
    public static Access everything(String agent) {
        return new Access(agent, Restriction.none());
    }

    /** A caller who sees nothing. */
    public static Access nothing() {
        return new Access(new Rights("nobody", Rights.UNKNOWN, same(Restriction.all()), false, false, "", Map.of()));
    }

    private static Map<Action, Restriction> same(Restriction restriction) {
        Map<Action, Restriction> all = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            all.put(action, restriction);
        }
        return all;
    }

    /** Who asks, as page links are bound to it. */
    public String agent() {
        return rights.agent();
    }

    public Rights rights() {
        return rights;
    }

    /** What this request has given out and changed so far. */
    public AccessLog log() {
        return log;
    }

    /** The rows that may be read. */
    public Restriction restriction() {
        return restriction(Action.READ);
    }

    /** The rows to which {@code action} may be done; for a search, those that may be found. */
    public Restriction restriction(Action action) {
        return rights.of(action);
    }

    /** Whether {@code action} may be done to resources of {@code type}, where they are in sight. */
    public boolean may(Action action, String type) {
        return rights.of(action).concerns(type);
    }

    /** @throws Refusal FORBIDDEN when {@code action} may not be done to resources of {@code type} */
    public void require(Action action, String type) {
        if (!may(action, type)) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "Your access does not include to " + action.name().toLowerCase(Locale.ROOT) + " " + type
                            + "; it takes the letter '" + action.letter()
                            + "' in a scope of this type, and a role that may do so.");
        }
    }
}
