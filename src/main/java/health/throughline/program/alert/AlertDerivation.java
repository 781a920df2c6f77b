package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.record.Derivation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Raises what cannot wait within the transaction that stores it: whoever gets a 2xx for an answer that tells of danger knows
 * that the alert and its task are there.
 */
final class AlertDerivation implements Derivation {

    /** Stands for what has no id yet. */
    private static final ResourceKey UNSTORED = new ResourceKey("Observation", "unstored");

    private final Supplier<Findings> findings;
    private final Supplier<AlertBook> book;
    private final Clock clock;

    AlertDerivation(Supplier<Findings> findings, Supplier<AlertBook> book, Clock clock) {
        this.findings = findings;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of("Observation");
    }

    @Override
    public boolean follows(ObjectNode resource) {
        return patient(resource)
                .filter(patient -> !findings.get()
                        .of(patient, UNSTORED, resource, clock.instant())
                        .isEmpty())
                .isPresent();
    }

    private static Optional<ResourceKey> patient(ObjectNode observation) {
        return ResourceKey.ofPatient(
                observation.path("subject").path("reference").asText(""));
    }

    @Override
    public Derived derive(Accepted accepted) {
        ObjectNode observation = accepted.resource();
        Optional<ResourceKey> patient = Optional.ofNullable(observation).flatMap(AlertDerivation::patient);
        if (observation == null || patient.isEmpty()) {
            return Derived.NOTHING;
        }
        Instant now = clock.instant();
        List<Assessed> raised = findings.get().of(patient.get(), accepted.key(), observation, now);
        return raised.isEmpty()
                ? Derived.NOTHING
                : new Derived(
                        book.get()
                                .changes(
                                        patient.get(),
                                        raised,
                                        observation.path("meta").path("security"),
                                        now),
                        List.of());
    }
}
