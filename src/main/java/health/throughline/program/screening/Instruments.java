package health.throughline.program.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.Optional;
import java.util.function.Function;

/** The instruments that are known here, compiled when first needed. */
public final class Instruments {

    private static final int KEPT = 300;

    private final Definitions definitions;
    private final Function<ResourceKey, Optional<ObjectNode>> byKey;

    /** By identity: as long as the same tree is handed out, nothing of it has changed. */
    private final Cache<ObjectNode, Instrument> compiled =
            Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build();

    /** @param byKey finds the ObservationDefinitions with the bands */
    public Instruments(Definitions definitions, Function<ResourceKey, Optional<ObjectNode>> byKey) {
        this.definitions = definitions;
        this.byKey = byKey;
    }

    /** The one with this canonical URL; empty when it is not known here. */
    public Optional<Instrument> find(String canonical) {
        return canonical.isEmpty()
                ? Optional.empty()
                : definitions
                        .find("Questionnaire", Canonical.of(canonical))
                        .map(questionnaire -> compiled.get(questionnaire, this::compile));
    }

    /** Of a Questionnaire that need not be known here. */
    public Instrument compile(ObjectNode questionnaire) {
        return Instrument.compile(questionnaire, byKey);
    }
}
