package health.throughline.record.access;

import health.throughline.search.plan.Restriction;

/**
 * What one caller may do with the record; every method of the record takes one.
 *
 * @param agent who asks, for the audit trail
 * @param restriction the rows the caller may see and write
 */
public record Access(String agent, Restriction restriction) {

    /** A caller who sees and writes everything. */
    public static Access everything(String agent) {
        return new Access(agent, Restriction.none());
    }

    /** A caller who sees nothing. */
    public static Access nothing() {
        return new Access("nobody", Restriction.to(new long[0], java.util.Set.of()));
    }
}
