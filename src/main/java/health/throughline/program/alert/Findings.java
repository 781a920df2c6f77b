package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.RuleParameters.Mode;
import health.throughline.program.warning.WarningRule.Timing;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.picture.PictureReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the rules of early warning find, when it is to be looked for. */
final class Findings {

    private static final Set<Timing> LATER = Set.of(Timing.SOON, Timing.BY_THE_CLOCK);

    private final PictureReader pictures;
    private final RuleEngine engine;

    Findings(PictureReader pictures, RuleEngine engine) {
        this.pictures = pictures;
        this.engine = engine;
    }

    /** The rules that may wait, over all that is known of {@code patient} at {@code asOf}. */
    List<Assessed> of(ResourceKey patient, Instant asOf) {
        return engine.assess(pictures.read(patient, asOf), LATER);
    }

    /** The rules that look at silence and dates, over what they need to know. */
    List<Assessed> byTheClock(ResourceKey patient, Instant asOf) {
        return engine.assess(pictures.readForTheClock(patient, asOf), Set.of(Timing.BY_THE_CLOCK));
    }

    /** The rules that cannot wait, over one resource that is being stored. */
    List<Assessed> of(ResourceKey patient, ResourceKey key, ObjectNode resource, Instant asOf) {
        ObjectNode known = resource.deepCopy().put("id", key.id());
        return engine.assess(pictures.of(patient, asOf, List.of(known)), Set.of(Timing.AT_ONCE));
    }

    static boolean shadow(Assessed assessed) {
        return assessed.parameters().mode() == Mode.SHADOW;
    }

    /** Whether somebody has to do something about it. */
    static boolean owed(Assessed assessed) {
        return !shadow(assessed) && !assessed.warning().amber();
    }
}
