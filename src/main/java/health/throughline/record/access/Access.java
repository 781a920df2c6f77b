package health.throughline.record.access;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.search.plan.Restriction;
import health.throughline.search.plan.Restriction.Grant;
import java.util.EnumMap;
import java.util.List;
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
        this(rights, new AccessLog(rights.caller() != Rights.UNKNOWN));
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
        return new Access(with(same(Restriction.none()), true), log);
    }

    /**
     * The same caller as one who may do everything with the data of one patient and nothing else, for what an operation has
     * decided by itself; noted as theirs all the same.
     *
     * @param patient key of Patient/id
     */
    public Access onBehalf(long patient) {
        Map<Action, Restriction> all = same(Restriction.to(List.of(Grant.of(new long[] {patient}))));
        Restriction reading = Restriction.to(new long[] {patient}, OpenTypes.ALL);
        all.put(Action.READ, reading);
        all.put(Action.SEARCH, reading);
        return new Access(with(all, false), log);
    }

    /** What both this caller and {@code other} may do; noted as this caller's. */
    public Access and(Access other) {
        Map<Action, Restriction> both = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            both.put(action, restriction(action).and(other.restriction(action)));
        }
        return new Access(with(both, false), log);
    }

    private Rights with(Map<Action, Restriction> restrictions, boolean chooseIds) {
        return new Rights(
                rights.agent(),
                rights.caller(),
                restrictions,
                chooseIds,
                rights.lowerLabels(),
                rights.purpose(),
                rights.consents());
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
     * @throws Refusal FORBIDDEN when no granted scope lets the caller do {@code action} to everything of {@code type} of
     *     {@code patient}
     */
    public void requireScope(Action action, String type, ResourceKey patient) {
        boolean granted = rights.caller().permissions().stream()
                .anyMatch(permission -> permission.concerns(type)
                        && permission.actions().contains(action)
                        && permission.categories().isEmpty()
                        && inContext(permission, patient));
        if (audited() && !granted) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "This takes the letter '" + action.letter() + "' in a scope of " + type + ".");
        }
    }

    /** Whether {@code permission} reaches {@code patient}: of patient scopes, those in whose context the patient is. */
    public boolean inContext(Permission permission, ResourceKey patient) {
        return permission.level() != Permission.Level.PATIENT
                || patient.equals(rights.caller().patient());
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
