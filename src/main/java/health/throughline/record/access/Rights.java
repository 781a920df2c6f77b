package health.throughline.record.access;

import health.throughline.search.plan.Restriction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a caller may do, as it has been decided; shared by the requests of the same caller.
 *
 * @param agent who asks, as page links are bound to it
 * @param caller who asks, as their token says
 * @param restrictions for each action, the rows it may be done to
 * @param chooseIds whether the caller may give ids of their own: only who sees every patient, since others could learn by it
 *     which ids are taken
 * @param lowerLabels whether the caller may take labels off
 * @param purpose code of v3-ActReason for which the record is opened; empty when nobody asked
 * @param consents by the key of the patient, the ids of the consents by which their data may leave the programme; empty when
 *     nothing leaves it
 */
public record Rights(
        String agent,
        Caller caller,
        Map<Action, Restriction> restrictions,
        boolean chooseIds,
        boolean lowerLabels,
        String purpose,
        Map<Long, List<String>> consents) {

    /** The server itself, and whoever asks in the mode without access control. */
    public static final Caller UNKNOWN = new Caller("", Party.NOBODY, Party.NOBODY, Set.of(), null, List.of());

    Restriction of(Action action) {
        return restrictions.getOrDefault(action, Restriction.all());
    }
}
