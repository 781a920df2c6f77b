package health.throughline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets follow from the changes of a transaction what follows from them, until nothing more does. */
final class Derivations {

    /** A response, its scores, an alert on a score, the alert's task: four, and room. */
    private static final int ROUNDS = 6;

    private final List<Derivation> derivations;
    private final Set<String> types = new HashSet<>();

    Derivations(List<Derivation> derivations) {
        this.derivations = List.copyOf(derivations);
        derivations.forEach(derivation -> types.addAll(derivation.types()));
    }

    /** Whether anything may follow from a resource of {@code type}. */
    boolean from(String type) {
        return types.contains(type);
    }

    /** Whether anything may follow from creating {@code resource}. */
    boolean follow(String type, ObjectNode resource) {
        return from(type) && derivations.stream().anyMatch(one -> one.types().contains(type) && one.follows(resource));
    }

    /** Adds to {@code batch} what follows from what it has accepted; the issues are those of each resource. */
    Map<ResourceKey, List<Issue>> apply(WriteBatch batch) {
        Map<ResourceKey, List<Issue>> issues = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Change> changes = new ArrayList<>();
            for (Derivation.Accepted accepted : batch.takeAccepted()) {
                Derivation.Derived derived = derive(accepted);
                changes.addAll(derived.changes());
                if (!derived.issues().isEmpty()) {
                    issues.put(accepted.key(), derived.issues());
                }
            }
            if (changes.isEmpty()) {
                return issues;
            }
            batch.applyDerived(changes);
        }
        throw new IllegalStateException("Derivations follow from each other without end");
    }

    private Derivation.Derived derive(Derivation.Accepted accepted) {
        List<Change> changes = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Derivation derivation : derivations) {
            if (derivation.types().contains(accepted.key().type())) {
                Derivation.Derived derived = derivation.derive(accepted);
                changes.addAll(derived.changes());
                issues.addAll(derived.issues());
            }
        }
        return new Derivation.Derived(changes, issues);
    }
}
