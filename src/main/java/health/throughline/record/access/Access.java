package health.throughline.record.access;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.plan.Restriction;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one caller may do with the record, during one request; every method of the record takes one. What the request gives
 * out and changes is noted in it.
 */
public final class Access {

    private final Rights rights;
    private final AccessLog log;

    public Access(Rights rights) {
        this(rights, new AccessLog());
    }

    private Access(Rights rights, AccessLog log) {
        this.rights = rights;
        this.log = log;
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

    /**
     * The same caller without restriction, for what an operation has decided by itself that this caller may do; noted as
     * theirs all the same.
     */
    public Access onBehalf() {
        Rights all = new Rights(
                rights.agent(),
                rights.caller(),
                same(Restriction.none()),
                true,
                rights.lowerLabels(),
                rights.purpose(),
                rights.consents());
        return new Access(all, log);
    }

    /** Whether it is known who asks, so that what they do is audited. */
    public boolean audited() {
        return rights.caller() != Rights.UNKNOWN;
    }

    /** Who asks, for the audit trail. */
    public AuditEntry.Agent auditAgent() {
        Caller caller = rights.caller();
        ResourceKey user = caller.user().resource();
        return new AuditEntry.Agent(
                caller.user().id(),
                user == null ? "" : user.toString(),
                caller.client().id(),
                caller.authorization(),
                rights.purpose(),
                log.address());
    }

    /**
     * For what a role may do through an operation only.
     *
     * @throws Refusal FORBIDDEN when no granted scope lets the caller do {@code action} to {@code type}
     */
    public void requireScope(Action action, String type) {
        boolean granted = rights.caller().permissions().stream()
                .anyMatch(permission ->
                        permission.concerns(type) && permission.actions().contains(action));
        if (audited() && !granted) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "This takes the letter '" + action.letter() + "' in a scope of " + type + ".");
        }
    }

    /** @throws Refusal FORBIDDEN unless the caller has one of {@code roles}, or nobody is asked who they are */
    public void requireRole(Role... roles) {
        boolean has = Stream.of(roles).anyMatch(rights.caller().roles()::contains);
        if (audited() && !has) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "This is for the roles " + Stream.of(roles).map(Role::code).collect(Collectors.joining(", "))
                            + " only.");
        }
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
