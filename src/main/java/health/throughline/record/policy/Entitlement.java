package health.throughline.record.policy;

import health.throughline.record.access.Action;
import health.throughline.search.plan.Restriction.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody may do by who they are, before the scopes of a token narrow it. */
final class Entitlement {

    private final Map<Action, List<Grant>> grants = new EnumMap<>(Action.class);
    private final Map<Long, List<String>> consents = new HashMap<>();
    private Instant until;

    Entitlement(Instant until) {
        this.until = until;
    }

    void read(Grant grant) {
        add(grant, Action.READ, Action.SEARCH);
    }

    void add(Grant grant, Action... actions) {
        for (Action action : actions) {
            of(action).add(grant);
        }
    }

    /** Data of {@code patient} leave the programme by these consents. */
    void released(long patient, List<String> ids) {
        consents.put(patient, List.copyOf(ids));
    }

    /** Holds no longer than to {@code moment}. */
    void endsAt(Instant moment) {
        until = moment.isBefore(until) ? moment : until;
    }

    List<Grant> of(Action action) {
        return grants.computeIfAbsent(action, key -> new ArrayList<>());
    }

    Map<Long, List<String>> consents() {
        return Map.copyOf(consents);
    }

    Instant until() {
        return until;
    }

    /** Whether it reaches everybody, so that no id is a secret to who has it. */
    boolean everybody() {
        return of(Action.UPDATE).stream()
                .anyMatch(grant -> grant.ofAnyPatient() && grant.concerns("Patient") && grant.concerns("Observation"));
    }
}
